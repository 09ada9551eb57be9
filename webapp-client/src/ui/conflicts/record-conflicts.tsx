import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';

// It brings what marks the differences between texts, which most records do not need.
const ConflictCard = lazy(async () => ({ default: (await import('./conflict-card')).ConflictCard }));

/** Above a record: its edits that were overruled, until the user has decided on them. */
export function RecordConflicts({ entityType, id }: { entityType: string; id: string }) {
  const { conflicts } = useTidebook();
  const live = useLive(() => conflicts.getOpenOf(entityType, id), [conflicts, entityType, id]);
  if (live.kind !== 'ready' || live.value.length === 0) return null;
  return (
    <Suspense fallback={<Skeleton height={120} radius="md" />}>
      {live.value.map((conflict) => (
        <ConflictCard key={conflict.seq} conflict={conflict} isNamed={false} />
      ))}
    </Suspense>
  );
}
