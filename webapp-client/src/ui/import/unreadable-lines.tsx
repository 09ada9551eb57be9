import { Button, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { errorsAsCsv, type RowError } from '../../import';
import { formatCount } from '../records/format';
import { downloadText } from './download-text';
import classes from './import.module.css';
import { StepCard } from './step-card';

const ROWS = 100;

interface Props {
  readonly errors: readonly RowError[];
  readonly fileName: string;
}

/** The lines that cannot be read, each with the reason. */
export function UnreadableLines({ errors, fileName }: Props) {
  return (
    <StepCard title="Unreadable lines">
      <div className={classes.scroller} tabIndex={0} role="region" aria-label="List of unreadable lines">
        <Table className={classes.preview}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className={classes.line}>Line</Table.Th>
              <Table.Th>Field</Table.Th>
              <Table.Th>Reason</Table.Th>
              <Table.Th>In the file</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {errors.slice(0, ROWS).map(({ line, field, message, value }, index) => (
              <Table.Tr key={index}>
                <Table.Td className={classes.line}>{line}</Table.Td>
                <Table.Td>{field}</Table.Td>
                <Table.Td className={classes.reason}>{message}</Table.Td>
                <Table.Td className={classes.cell}>{value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {errors.length > ROWS && (
        <Text size="xs" c="dimmed">
          The first {ROWS} of {formatCount(errors.length)}
        </Text>
      )}
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => downloadText(`${fileName}-unreadable.csv`, errorsAsCsv(errors))}
      >
        Download the list
      </Button>
    </StepCard>
  );
}
