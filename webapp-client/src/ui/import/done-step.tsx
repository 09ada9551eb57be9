import { Button, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { EntityTypeSchema, SaveManyOutcome } from '../../sync';
import { countOf, formatCount } from '../records/format';
import { routeToHash } from '../routing/route';
import type { PlanState } from './use-plan';

interface Props {
  readonly type: EntityTypeSchema;
  readonly outcome: SaveManyOutcome;
  readonly plan: PlanState;
  readonly onAgain: () => void;
}

/** What was imported, and where it is now. */
export function DoneStep({ type, outcome, plan, onAgain }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const unreadable = plan.kind === 'ready' ? plan.plan.counts.unreadable : 0;
  const remarks = [
    outcome.created > 0 &&
      outcome.updated > 0 &&
      `${formatCount(outcome.updated)} overwritten or brought back`,
    outcome.skipped > 0 && `${formatCount(outcome.skipped)} left as they were`,
    unreadable > 0 && `${formatCount(unreadable)} unreadable and left out`,
  ].filter((remark) => remark !== false);
  return (
    <Stack align="center" gap="sm" py={48} ta="center">
      <ThemeIcon size={64} radius="xl" color="teal" variant="light">
        <IconCheck size={34} aria-hidden />
      </ThemeIcon>
      <Title order={2} size="h3" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        {doneHeading(outcome, type)}
      </Title>
      {remarks.length > 0 && <Text>{remarks.join(' · ')}</Text>}
      <Text c="dimmed" maw={440}>
        They are kept on this device and go to the server as soon as there is a connection.
      </Text>
      <Group justify="center" mt="sm">
        <Button component="a" href={routeToHash({ kind: 'list', path: type.path })}>
          Show {type.label.toLowerCase()}
        </Button>
        <Button variant="default" onClick={onAgain}>
          Import another file
        </Button>
      </Group>
    </Stack>
  );
}

/** What the import did above all: a number of none would look like a failure. */
function doneHeading({ created, updated }: SaveManyOutcome, type: EntityTypeSchema): string {
  if (created === 0 && updated > 0) return `${countOf(updated, type)} overwritten or brought back`;
  return `${countOf(created, type)} imported`;
}
