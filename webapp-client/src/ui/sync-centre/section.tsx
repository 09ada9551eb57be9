import { Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly count: number | null;
  /** Said in place of the content when there is nothing to show. */
  readonly empty: string;
  readonly children: ReactNode;
}

/** A part of the sync centre: a heading with a number, and what there is or that there is nothing. */
export function Section({ title, count, empty, children }: Props) {
  return (
    <Paper component="section" withBorder radius="md" p="lg">
      <Stack gap="sm">
        <Group gap="xs">
          <Title order={2} size="h4">
            {title}
          </Title>
          {count !== null && count > 0 && (
            <Text c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
              {count.toLocaleString()}
            </Text>
          )}
        </Group>
        {count === null && <Skeleton height={20} aria-hidden />}
        {count === 0 ? (
          <Text size="sm" c="dimmed">
            {empty}
          </Text>
        ) : (
          children
        )}
      </Stack>
    </Paper>
  );
}
