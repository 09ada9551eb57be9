import { Table as DataTable } from '@mantine/core';
import type { Table } from '../../import';
import classes from './import.module.css';

const ROWS = 4;
/** A wide file is scrolled sideways, but not through hundreds of columns. */
const COLUMNS = 40;

/** The first rows of the file as they are cut. */
export function FilePreview({ table }: { table: Table }) {
  const columns = table.columns.slice(0, COLUMNS);
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label="First rows of the file">
      <DataTable className={classes.preview} withColumnBorders>
        <DataTable.Thead>
          <DataTable.Tr>
            {columns.map(({ index, name }) => (
              <DataTable.Th key={index}>{name}</DataTable.Th>
            ))}
          </DataTable.Tr>
        </DataTable.Thead>
        <DataTable.Tbody>
          {table.rows.slice(0, ROWS).map(({ line, cells }) => (
            <DataTable.Tr key={line}>
              {columns.map(({ index }) => (
                <DataTable.Td key={index}>{cells[index]}</DataTable.Td>
              ))}
            </DataTable.Tr>
          ))}
        </DataTable.Tbody>
      </DataTable>
    </div>
  );
}
