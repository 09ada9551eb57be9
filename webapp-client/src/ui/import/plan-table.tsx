import { Badge, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { FieldValue, ImportPlan, Mapping, PlannedRow } from '../../import';
import type { EntityTypeSchema, FieldSchema } from '../../sync';
import { formatAmount, formatCount, formatDate, wordLabel } from '../records/format';
import classes from './import.module.css';
import { referenceLabels } from './reference-labels';
import type { StoredRecords } from './use-plan';

const ROWS = 50;

const STATES: Readonly<Record<PlannedRow['state'], { label: string; color: string }>> = {
  new: { label: 'New', color: 'teal' },
  same: { label: 'Already there', color: 'gray' },
  changed: { label: 'Other values', color: 'yellow' },
};

interface Props {
  readonly type: EntityTypeSchema;
  readonly plan: ImportPlan;
  readonly stored: StoredRecords;
  readonly mapping: Mapping;
}

/** The first records as they will be. */
export function PlanTable({ type, plan, stored, mapping }: Props) {
  const rows = useMemo(() => plan.rows.slice(0, ROWS), [plan]);
  const fields = type.fields.filter(({ name }) => (mapping.fields[name]?.kind ?? 'unset') !== 'unset');
  const currency = type.fields.find(({ format }) => format === 'currency')?.name ?? null;
  const labels = useMemo(() => referenceLabels(type, rows, stored), [type, rows, stored]);
  if (rows.length === 0) return null;
  return (
    <div>
      <div className={classes.scroller} tabIndex={0} role="region" aria-label="Records to import">
        <Table className={classes.preview} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className={classes.line}>Line</Table.Th>
              <Table.Th>State</Table.Th>
              {fields.map(({ name, label, type: kind }) => (
                <Table.Th key={name} className={kind === 'decimal' ? classes.number : undefined}>
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td className={classes.line}>{row.line}</Table.Td>
                <Table.Td>
                  <Badge variant="light" color={STATES[row.state].color} className={classes.badge}>
                    {STATES[row.state].label}
                  </Badge>
                </Table.Td>
                {fields.map((field) => (
                  <Table.Td
                    key={field.name}
                    className={field.type === 'decimal' ? classes.number : classes.cell}
                  >
                    {shown(field, row, labels, currency)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {plan.rows.length > ROWS && (
        <Text size="xs" c="dimmed" mt={6}>
          The first {ROWS} of {formatCount(plan.rows.length)} records
        </Text>
      )}
    </div>
  );
}

function shown(
  field: FieldSchema,
  row: PlannedRow,
  labels: ReadonlyMap<string, string>,
  currency: string | null,
): string {
  const value = row.fields[field.name];
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return formatCount(value);
  if (field.type === 'decimal') return formatAmount(value, text(row.fields[currency ?? '']));
  if (field.type === 'date') return formatDate(value);
  if (field.type === 'reference') return labels.get(value) ?? 'Not on this device';
  return field.oneOf !== undefined && field.format !== 'currency' ? wordLabel(value) : value;
}

function text(value: FieldValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
