import { FailedChange } from '../changes/failed-change';
import { refusedChanges } from '../changes/change-queries';
import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import { ChangeRows } from './change-rows';
import { SaveOutbox } from './save-outbox';
import { Section } from './section';

/** What the server could not accept, with its reason and what can be done. */
export function FailedSection() {
  const { db } = useTidebook();
  const live = useLive(() => refusedChanges(db), [db]);
  const failed = live.kind === 'ready' ? live.value : null;
  return (
    <Section
      title="Could not be sent"
      count={failed?.length ?? null}
      empty="Nothing failed. The server accepted all that was sent."
    >
      {failed !== null && failed.length > 0 && <SaveOutbox />}
      {failed !== null && <ChangeRows entries={failed} detail={(entry) => <FailedChange entry={entry} />} />}
    </Section>
  );
}
