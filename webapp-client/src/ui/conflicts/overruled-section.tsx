import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { storageFailureWording } from '../form/storage-failure';
import { formatCount } from '../records/format';
import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import { ConflictCard } from './conflict-card';
import { Section } from '../sync-centre/section';

/** More cards than this are nothing to read one by one. */
const CARDS = 50;

/** Edits of this device that a newer one overruled, with both versions: the newest of them, and how many there are. */
export function OverruledSection() {
  const { conflicts } = useTidebook();
  const live = useLive(() => conflicts.getOpen(), [conflicts]);
  const open = live.kind === 'ready' ? live.value : null;
  const count = open?.length ?? null;
  return (
    <Section
      title="Overruled edits"
      count={count}
      empty="None. When a newer edit from another device takes the place of yours, both are shown here."
    >
      {open !== null && open.length > 1 && <KeepAll count={open.length} through={open.at(-1)?.seq ?? 0} />}
      {open
        ?.slice(-CARDS)
        .reverse()
        .map((conflict) => (
          <ConflictCard key={conflict.seq} conflict={conflict} />
        ))}
      {count !== null && count > CARDS && (
        <Text size="sm" c="dimmed">
          The newest {CARDS} of {formatCount(count)}. The others are shown as you decide on these.
        </Text>
      )}
    </Section>
  );
}

/** Decides on all of them at once, when asked twice; on those that there were when it was asked, and no others. */
function KeepAll({ count, through }: { count: number; through: number }) {
  const { conflicts } = useTidebook();
  const [asking, setAsking] = useState<{ count: number; through: number } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function keep(): Promise<void> {
    if (asking === null) return;
    try {
      await conflicts.dismissAll(asking.through);
      setAsking(null);
    } catch (thrown) {
      setFailure(storageFailureWording(thrown));
    }
  }

  return (
    <>
      <Button variant="default" size="xs" w="fit-content" onClick={() => setAsking({ count, through })}>
        Let all of mine go
      </Button>
      <Modal opened={asking !== null} onClose={() => setAsking(null)} title="Let all of mine go?" centered>
        <Stack gap="md">
          <Text>
            The records stay as they are. Of the {formatCount(asking?.count ?? count)} overruled edits the
            last ones can be had back under “Lately settled”.
          </Text>
          {failure !== null && <Alert color="red">{failure}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(null)} data-autofocus>
              Decide one by one
            </Button>
            <Button onClick={() => void keep()}>Let them go</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
