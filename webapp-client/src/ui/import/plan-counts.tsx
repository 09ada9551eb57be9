import { SimpleGrid, Text } from '@mantine/core';
import type { ImportPlan } from '../../import';
import { formatCount } from '../records/format';
import classes from './import.module.css';

/** How many records are new, there already, and so on; what is none is left out, but for the new ones. */
export function PlanCounts({ counts }: { counts: ImportPlan['counts'] }) {
  const figures = [
    { label: 'New', value: counts.new, tone: 'new' },
    { label: 'Already there', value: counts.same, tone: 'quiet' },
    { label: 'There with other values', value: counts.changed, tone: 'changed' },
    { label: 'Repeated in the file', value: counts.duplicate, tone: 'quiet' },
    { label: 'Unreadable', value: counts.unreadable, tone: 'unreadable' },
  ].filter(({ label, value }) => value > 0 || label === 'New' || label === 'Unreadable');
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, sm: figures.length }} spacing="sm" component="dl" m={0}>
      {figures.map(({ label, value, tone }) => (
        <div key={label} className={classes.figure} data-tone={value === 0 ? 'quiet' : tone}>
          <Text component="dd" className={classes.figureValue}>
            {formatCount(value)}
          </Text>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
