import { Checkbox, NativeSelect, SimpleGrid, Switch } from '@mantine/core';
import type { Delimiter, Encoding } from '../../import';
import { FilePreview } from './file-preview';
import { Notice } from './notice';
import { StepCard } from './step-card';
import type { ImportDraft } from './use-import';

const DELIMITER_NAMES: readonly { value: Delimiter; label: string }[] = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Vertical bar' },
];

const ENCODING_NAMES: readonly { value: Encoding; label: string }[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Western (Windows-1252)' },
  { value: 'windows-1250', label: 'Central European (Windows-1250)' },
  { value: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { value: 'windows-1256', label: 'Arabic (Windows-1256)' },
  { value: 'utf-16le', label: 'UTF-16' },
  { value: 'utf-16be', label: 'UTF-16, big-endian' },
];

/** How the file is cut into rows and values, with its first rows to see whether that is right. */
export function ReadingCard({ draft }: { draft: ImportDraft }) {
  const { result, table, options } = draft;
  return (
    <StepCard title="How the file is read" lead={draft.file?.name} focus>
      <Switch
        label="The first line holds column names"
        checked={options.header ?? table?.header ?? false}
        onChange={(event) => draft.readDifferently({ header: event.currentTarget.checked })}
      />
      {result?.kind === 'unreadable' ? (
        <Notice tone="error" title="Read like this, the file is no table">
          {result.message}
        </Notice>
      ) : (
        table !== null && <FilePreview table={table} />
      )}
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md" verticalSpacing="sm">
        <NativeSelect
          label="Delimiter"
          data={DELIMITER_NAMES}
          value={options.delimiter ?? table?.delimiter ?? ','}
          onChange={(event) => draft.readDifferently({ delimiter: event.currentTarget.value as Delimiter })}
        />
        <NativeSelect
          label="Character set"
          data={ENCODING_NAMES}
          value={options.encoding ?? table?.encoding ?? 'utf-8'}
          onChange={(event) => draft.readDifferently({ encoding: event.currentTarget.value as Encoding })}
        />
        <Checkbox
          label="Quotation marks frame values"
          checked={options.quotes ?? true}
          onChange={(event) => draft.readDifferently({ quotes: event.currentTarget.checked })}
          pt={{ base: 0, sm: 31 }}
        />
      </SimpleGrid>
    </StepCard>
  );
}
