import { Text } from '@mantine/core';
import { newestWaiting } from '../changes/change-queries';
import { formatCount } from '../records/format';
import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import { ChangeRows } from './change-rows';
import { SaveOutbox } from './save-outbox';
import { Section } from './section';

const shown = 50;

/** What has not been sent yet, newest first. After an import that is thousands, so only some are listed. */
export function WaitingSection() {
  const { db } = useTidebook();
  const live = useLive(() => newestWaiting(db, shown), [db]);
  const waiting = live.kind === 'ready' ? live.value : null;
  return (
    <Section title="Waiting to be sent" count={waiting?.count ?? null} empty="Nothing waits.">
      {waiting !== null && <ChangeRows entries={waiting.newest} />}
      {waiting !== null && waiting.count > 0 && <SaveOutbox />}
      {waiting !== null && waiting.count > waiting.newest.length && (
        <Text size="sm" c="dimmed">
          and {formatCount(waiting.count - waiting.newest.length)} older
        </Text>
      )}
    </Section>
  );
}
