import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { isDeleted, type EntityTypeSchema, type LoggedConflict } from '../../sync';
import { useStorageAction } from '../form/use-storage-action';
import { recordLabel } from '../records/record-label';
import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import { LoggedVersions, overruledLabels } from './logged-versions';
import { MovedAlert } from './moved-alert';
import { ruleWording } from './rule-wording';
import { useNames } from './use-names';

interface Props {
  readonly conflict: LoggedConflict;
  /** Whether the record is named; its own form does it already. */
  readonly isNamed?: boolean;
}

/** One overruled edit: what it said, what stands instead and why, and the choice between them. */
export function ConflictCard({ conflict, isNamed = true }: Props) {
  const { schema } = useTidebook();
  const type = schema.types.find((candidate) => candidate.name === conflict.entity_type);
  return type === undefined ? (
    <UnknownConflict conflict={conflict} />
  ) : (
    <KnownConflict type={type} conflict={conflict} isNamed={isNamed} />
  );
}

/** Of a type that this version of the page does not know: it cannot be compared field by field, nor restored. */
function UnknownConflict({ conflict }: { conflict: LoggedConflict }) {
  const { conflicts } = useTidebook();
  const { busy, failure, run } = useStorageAction();
  const name = `${conflict.entity_type}: ${conflict.entity_id.slice(0, 8)}`;
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={`Overruled edit of ${name}`}>
      <Stack gap="sm">
        <Text fw={600}>{name}</Text>
        <Text size="sm">
          Your change was overruled. It is of a type that this version of the application does not know.
        </Text>
        {failure !== null && <Alert color="red">{failure}</Alert>}
        <Button
          size="xs"
          variant="default"
          w="fit-content"
          loading={busy}
          onClick={() => void run(() => conflicts.dismiss(conflict.seq))}
        >
          Let mine go
        </Button>
      </Stack>
    </Paper>
  );
}

function KnownConflict({ type, conflict, isNamed }: Required<Props> & { type: EntityTypeSchema }) {
  const { conflicts, records } = useTidebook();
  const nameOf = useNames();
  const { local, remote, entity_type, entity_id, seq } = conflict;
  const { busy, failure, run } = useStorageAction();
  const [isMoved, setMoved] = useState(false);
  const live = useLive(
    async () => (await records.getEntityById(entity_type, entity_id)) ?? null,
    [records, entity_type, entity_id],
  );
  const now = live.kind === 'ready' ? live.value : undefined;
  const author = nameOf(remote?.updatedBy);
  const label = recordLabel(type, isDeleted(local) && remote !== null ? remote : local);

  async function restore(): Promise<void> {
    setMoved((await conflicts.restore(seq, records, now?.updatedAt ?? null)) === 'moved');
  }

  // Shown once it can be pressed: whoever is quick would press a button that does nothing yet.
  if (live.kind === 'loading') return null;
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={`Overruled edit of ${label}`}>
      <Stack gap="sm">
        {isNamed && (
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {type.labelOne}: {label}
          </Text>
        )}
        <Text size="sm">{sentence(type, conflict, author)}</Text>
        <LoggedVersions type={type} conflict={conflict} author={author} now={now} />
        {isMoved && <MovedAlert>Look again before you restore yours.</MovedAlert>}
        {failure !== null && <Alert color="red">{failure}</Alert>}
        <Group gap="xs">
          <Button size="xs" loading={busy} disabled={now === undefined} onClick={() => void run(restore)}>
            Restore mine
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            onClick={() => void run(() => conflicts.dismiss(seq))}
          >
            Let mine go
          </Button>
          <Text size="xs" c="dimmed">
            Either can be undone under “Conflicts”.
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}

function sentence(type: EntityTypeSchema, conflict: LoggedConflict, author: string): string {
  const { local, remote, rule } = conflict;
  if (isDeleted(local)) return `You deleted it, but ${author} changed it. ${ruleWording(rule)}.`;
  if (remote === null) return 'You changed it, but the server has no such record any more.';
  if (isDeleted(remote)) return `You changed it, but it was deleted by ${author}. ${ruleWording(rule)}.`;
  return `Your change to ${overruledLabels(type, conflict)} was overruled by a change of ${author}. ${ruleWording(rule)}.`;
}
