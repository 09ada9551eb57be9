import { Text } from '@mantine/core';
import { sentChanges } from '../changes/change-queries';
import { formatStamp } from '../records/format';
import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import { ChangeRows } from './change-rows';
import { Section } from './section';

const shown = 20;

/** What was sent from this device of late. */
export function HistorySection() {
  const { db } = useTidebook();
  const live = useLive(() => sentChanges(db, shown), [db]);
  const sent = live.kind === 'ready' ? live.value : null;
  return (
    <Section
      title="Recently sent"
      count={sent?.length ?? null}
      empty="Nothing has been sent from this device yet."
    >
      {sent !== null && (
        <ChangeRows
          entries={sent}
          detail={({ synced_at }) =>
            synced_at !== null && (
              <Text size="xs" c="dimmed">
                On the server since {formatStamp(synced_at)}
              </Text>
            )
          }
        />
      )}
    </Section>
  );
}
