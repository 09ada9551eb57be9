import { Chip, Group, Text, TextInput } from '@mantine/core';
import type { Table } from '../../import';
import { KeyDoubt } from './key-doubt';
import { StepCard } from './step-card';
import type { ImportDraft } from './use-import';

interface Props {
  readonly draft: ImportDraft;
  readonly table: Table;
  /** Whether the check found that this key makes most rows other versions of records that are there. */
  readonly isDoubtful: boolean;
}

/** What makes a row the same record the next time: the name of the source and the key columns. */
export function KeyCard({ draft, table, isDoubtful }: Props) {
  const { mapping } = draft;
  const chosen = mapping.keyColumns.map(String);
  return (
    <StepCard
      title="Importing again"
      lead="A record that was imported from this source before is recognised by its key, so importing a file twice adds nothing."
    >
      {isDoubtful && <KeyDoubt hint="Then choose other key columns, or give the source another name." />}
      <TextInput
        label="Name of the source"
        value={draft.source}
        onChange={(event) => draft.nameSource(event.currentTarget.value)}
        maw={420}
        autoComplete="off"
      />
      <div role="group" aria-label="Key columns">
        <Text size="sm" fw={500} mb={6}>
          Key columns
        </Text>
        <Chip.Group
          multiple
          value={chosen}
          onChange={(columns) =>
            draft.remap({ ...mapping, keyColumns: columns.map(Number).sort((a, b) => a - b) })
          }
        >
          <Group gap="xs">
            {table.columns.map(({ index, name }) => (
              <Chip key={index} value={String(index)} size="sm">
                {name}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Text size="xs" c="dimmed" mt={6}>
          {chosen.length === 0
            ? 'None chosen: the whole row is the key, and equal rows are records of their own.'
            : 'Together they must name each record only once.'}
        </Text>
      </div>
    </StepCard>
  );
}
