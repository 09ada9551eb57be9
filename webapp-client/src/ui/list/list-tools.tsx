import { ActionIcon, CloseButton, Group, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch, IconSortAscending, IconSortDescending } from '@tabler/icons-react';
import type { EntityTypeSchema } from '../../sync';
import type { Column } from './columns';
import type { ListView } from './list-view';

interface Props {
  readonly type: EntityTypeSchema;
  readonly columns: readonly Column[];
  readonly view: ListView;
  readonly onChange: (view: ListView) => void;
  /** Cards have no column heads to sort by, so the order is chosen here. */
  readonly narrow: boolean;
}

/** The search over a list, and on a narrow screen its order. */
export function ListTools({ type, columns, view, onChange, narrow }: Props) {
  const { field, descending } = view.sort;
  const Arrow = descending ? IconSortDescending : IconSortAscending;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-end">
      <TextInput
        type="search"
        aria-label="Search"
        placeholder={narrow ? 'Search' : `Search ${type.label.toLowerCase()}`}
        value={view.query}
        onChange={(event) => onChange({ ...view, query: event.currentTarget.value, scrollTop: 0 })}
        leftSection={<IconSearch size={17} aria-hidden />}
        rightSection={
          view.query === '' ? null : (
            <CloseButton
              size="sm"
              aria-label="Clear the search"
              onClick={() => onChange({ ...view, query: '', scrollTop: 0 })}
            />
          )
        }
        flex={1}
        maw={narrow ? undefined : 420}
      />
      {narrow && (
        <>
          <NativeSelect
            aria-label="Sort by"
            value={field}
            onChange={(event) =>
              onChange({ ...view, sort: { field: event.currentTarget.value, descending }, scrollTop: 0 })
            }
            data={columns.map((column) => ({ value: column.field.name, label: column.field.label }))}
            w={120}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={descending ? 'Sort ascending' : 'Sort descending'}
            onClick={() => onChange({ ...view, sort: { field, descending: !descending }, scrollTop: 0 })}
          >
            <Arrow size={18} aria-hidden />
          </ActionIcon>
        </>
      )}
    </Group>
  );
}
