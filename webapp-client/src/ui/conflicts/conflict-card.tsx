import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { isDeleted, type EntityTypeSchema, type LoggedConflict } from '../../sync';
import { useStorageAction } from '../form/use-storage-action';
import { recordLabel } from '../records/record-label';
import { useTidebook } from '../session/tidebook-context';
import { LoggedVersions, overruledLabels } from './logged-versions';
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
  // A type that this version of the page does not know cannot be compared field by field.
  return type === undefined ? null : <KnownConflict type={type} conflict={conflict} isNamed={isNamed} />;
}

function KnownConflict({ type, conflict, isNamed }: Required<Props> & { type: EntityTypeSchema }) {
  const { conflicts, records } = useTidebook();
  const nameOf = useNames();
  const { local, remote } = conflict;
  const { busy, failure, run } = useStorageAction();
  const author = nameOf(remote?.updatedBy);
  const label = recordLabel(type, isDeleted(local) && remote !== null ? remote : local);
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={`Overruled edit of ${label}`}>
      <Stack gap="sm">
        {isNamed && (
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {type.labelOne}: {label}
          </Text>
        )}
        <Text size="sm">{sentence(type, conflict, author)}</Text>
        <LoggedVersions type={type} conflict={conflict} author={author} />
        {failure !== null && <Alert color="red">{failure}</Alert>}
        <Group gap="xs">
          <Button
            size="xs"
            loading={busy}
            onClick={() => void run(() => conflicts.restore(conflict.seq, records))}
          >
            Restore mine
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            onClick={() => void run(() => conflicts.dismiss(conflict.seq))}
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
