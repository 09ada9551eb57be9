import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { EntityTypeSchema } from '../../sync';
import { foundOptions, type ReferenceOption } from './reference-options';
import { useRecordRows } from '../records/use-record-rows';

interface Props {
  readonly label: string;
  readonly required: boolean;
  readonly value: string;
  readonly error: string | null;
  readonly target: EntityTypeSchema;
  readonly onChange: (id: string) => void;
}

/** Chooses a record of another type by typing a part of its texts. Works on the rows in memory. */
export function ReferenceSelect({ label, required, value, error, target, onChange }: Props) {
  const state = useRecordRows(target.name);
  const rows = state.kind === 'ready' ? state.rows : null;
  const [search, setSearch] = useState<string | null>(null);
  const chosen: ReferenceOption | null = useMemo(() => {
    if (value === '') return null;
    return { value, label: rows?.rowsById.get(value)?.label ?? (rows === null ? '…' : 'Not on this device') };
  }, [rows, value]);
  // While nothing was typed the input holds the chosen label, which is no search.
  const typed = search === null || search === chosen?.label ? '' : search;
  const options = useMemo(() => foundOptions(rows?.rows ?? [], typed, chosen), [rows, typed, chosen]);
  return (
    <Select
      label={label}
      withAsterisk={required}
      aria-required={required}
      searchable
      clearable={!required}
      clearButtonProps={{ 'aria-label': `Clear ${label.toLowerCase()}` }}
      data={options}
      filter={({ options: all }) => all}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      searchValue={search ?? chosen?.label ?? ''}
      onSearchChange={setSearch}
      onBlur={() => setSearch(null)}
      error={error}
      maxDropdownHeight={280}
      nothingFoundMessage={
        rows?.rows.length === 0 ? `There are no ${target.label.toLowerCase()} yet` : 'Nothing found'
      }
    />
  );
}
