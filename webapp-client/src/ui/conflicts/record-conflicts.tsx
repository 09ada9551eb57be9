import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import { ConflictCard } from './conflict-card';

/** Above a form: the edits of this record that were overruled, until the user has decided on them. */
export function RecordConflicts({ entityType, id }: { entityType: string; id: string }) {
  const { conflicts } = useTidebook();
  const live = useLive(() => conflicts.getOpenOf(entityType, id), [conflicts, entityType, id]);
  if (live.kind !== 'ready') return null;
  return live.value.map((conflict) => (
    <ConflictCard key={conflict.seq} conflict={conflict} isNamed={false} />
  ));
}
