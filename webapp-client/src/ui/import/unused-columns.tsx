import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { type Mapping, type Table, unusedColumns } from '../../import';

/** Names the columns that will not be imported; nothing where there are none. */
export function UnusedColumns({ table, mapping }: { table: Table; mapping: Mapping }) {
  const unused = useMemo(() => unusedColumns(table, mapping), [table, mapping]);
  if (unused.length === 0) return null;
  const names = unused.map(({ index, name }) => (table.header ? name : String(index + 1)));
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      Columns not used: {names.join(', ')}
    </Text>
  );
}
