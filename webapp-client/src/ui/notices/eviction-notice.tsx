import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Eviction } from '../../sync';
import { formatStamp } from '../records/format';
import { useTidebook } from '../session/tidebook-context';

/** Says that the browser had thrown away what was stored here, until the user has read it. */
export function EvictionNotice() {
  const tidebook = useTidebook();
  const [noticed, setNoticed] = useState<Eviction | null>(null);
  useEffect(() => {
    let isShown = true;
    tidebook.eviction().then(
      (found) => {
        if (isShown) setNoticed(found);
      },
      (error: unknown) => {
        console.error('What became of the earlier data could not be read', error);
      },
    );
    return () => {
      isShown = false;
    };
  }, [tidebook]);
  if (noticed === null) return null;
  const understood = (): void => {
    tidebook
      .forgetEviction()
      .catch((error: unknown) => {
        // It is shown once more at the next opening.
        console.error('That the notice was read could not be kept', error);
      })
      .finally(() => {
        setNoticed(null);
      });
  };
  return (
    <Alert
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      color="yellow"
      role="alert"
      radius={0}
      title="This browser no longer had your books"
    >
      <Stack gap="xs">
        <Text size="sm">
          Everything that the server has is being loaded again. It last heard from this browser on{' '}
          <b>{formatStamp(noticed.lastSyncedAt)}</b>: what you changed here after that and had not sent is
          lost. Browsers delete what a site has stored when the disk is full or the site was not opened for
          weeks.
        </Text>
        <Text size="sm">
          If you have only just installed Tidebook as an app from this browser, nothing is lost: what you had
          not sent is still in the browser itself.
        </Text>
        <Group>
          <Button size="xs" variant="default" onClick={understood}>
            I have read this
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
