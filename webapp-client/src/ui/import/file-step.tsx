import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { isMadeByHand } from '../../sync';
import { typeGroups } from '../shell/type-groups';
import { useTidebook } from '../session/tidebook-context';
import { formatCount } from '../records/format';
import { FileDrop } from './file-drop';
import { Notice } from './notice';
import { StepActions } from './step-actions';
import { StepCard } from './step-card';
import type { ImportDraft } from './use-import';

/** More than this would not fit beside the page in the memory of a phone. */
const MAX_FILE_BYTES = 50_000_000;

/** Chooses what kind of records they are and the file that holds them. */
export function FileStep({ draft, onContinue }: { draft: ImportDraft; onContinue: () => void }) {
  const { schema } = useTidebook();
  const [problem, setProblem] = useState<string | null>(null);
  const message = problem ?? (draft.result?.kind === 'unreadable' ? draft.result.message : null);

  async function take(file: File): Promise<void> {
    if (file.size > MAX_FILE_BYTES) {
      setProblem(`${file.name} is larger than 50 MB. Split it and import the parts one after the other.`);
      return;
    }
    try {
      const content = new Uint8Array(await file.arrayBuffer());
      setProblem(null);
      draft.chooseFile({ name: file.name, content });
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      setProblem(`${file.name} could not be read (${reason}). Choose it again.`);
    }
  }

  return (
    <Stack gap="lg">
      <StepCard
        title="What do you want to import?"
        lead="A CSV or tab-separated text file, as every spreadsheet and bank can save it. It is read on this device and works with no network."
        focus
      >
        <NativeSelect
          label="Type of record"
          value={draft.type?.name ?? ''}
          onChange={(event) => draft.chooseType(event.currentTarget.value)}
          data={[
            { value: '', label: 'Choose…', disabled: true },
            ...typeGroups(schema).map(({ label, types }) => ({
              group: label,
              items: types.filter(isMadeByHand).map((type) => ({ value: type.name, label: type.label })),
            })),
          ]}
          maw={360}
        />
        <FileDrop fileName={draft.file?.name ?? null} onFile={(file) => void take(file)} />
        {message !== null && (
          <Notice tone="error" title="This file cannot be imported">
            {message}
          </Notice>
        )}
        {message === null && draft.table !== null && <Found table={draft.table} />}
      </StepCard>
      <StepActions>
        <Button
          onClick={onContinue}
          disabled={draft.type === null || draft.table === null || problem !== null}
        >
          Continue
        </Button>
      </StepActions>
    </Stack>
  );
}

function Found({ table }: { table: NonNullable<ImportDraft['table']> }) {
  const lines = table.rows.length + table.problems.length;
  if (lines === 0) {
    return (
      <Notice tone="warning" title="The file holds column names but no records">
        If its only line is a record, say in the next step that the first line holds no column names.
      </Notice>
    );
  }
  return (
    <Text size="sm" role="status">
      {formatCount(lines)} {lines === 1 ? 'row' : 'rows'} in {formatCount(table.columns.length)}{' '}
      {table.columns.length === 1 ? 'column' : 'columns'}
    </Text>
  );
}
