import { Alert, Anchor, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useLive } from '../records/use-live';
import { routeToHash } from '../routing/route';
import { useTidebook } from '../session/tidebook-context';
import { FailedChange } from './failed-change';
import { waitingChangesOf } from './change-queries';

/** Above a form: whether the record's changes wait, for the server or for the user, or which one the server could not accept and why. */
export function RecordChanges({ entityType, id }: { entityType: string; id: string }) {
  const { db } = useTidebook();
  const live = useLive(() => waitingChangesOf(db, entityType, id), [db, entityType, id]);
  if (live.kind !== 'ready' || live.value.length === 0) return null;
  const inReview = live.value.find((entry) => entry.status === 'conflict');
  if (inReview !== undefined) {
    return (
      <Alert color="yellow" title="Two have changed the same">
        <Text size="sm">
          Your version and the one of the others wait for you to decide. What you change here until then waits
          with them.{' '}
          <Anchor href={routeToHash({ kind: 'conflict', seq: inReview.seq })} size="sm" underline="always">
            Review the conflict
          </Anchor>
        </Text>
      </Alert>
    );
  }
  const failed = live.value.filter((entry) => entry.status === 'failed');
  if (failed.length > 0) {
    return failed.map((entry) => (
      <Alert key={entry.seq} color="red" title="The server could not accept your change">
        <FailedChange entry={entry} />
      </Alert>
    ));
  }
  return (
    <Alert color="yellow" icon={<IconClock aria-hidden />} py="xs">
      <Text size="sm">Your change is kept on this device and waits to be sent.</Text>
    </Alert>
  );
}
