import { Alert, Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Remote } from './use-remote';

interface Props<T> {
  readonly title: string;
  /** What this is about, in a sentence or two. */
  readonly about: string;
  readonly remote: Remote<T>;
  readonly onRetry: () => void;
  readonly children: (value: T) => ReactNode;
}

/** A part of a page whose content comes from the server and is not kept here. */
export function RemoteSection<T>({ title, about, remote, onRetry, children }: Props<T>) {
  return (
    <Paper component="section" withBorder radius="md" p="lg" aria-busy={remote.kind === 'loading'}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        </div>
        {remote.kind === 'loading' && <Skeleton height={48} aria-hidden />}
        {remote.kind === 'failed' && (
          <Alert color="red" role="alert">
            <Stack gap="xs" align="flex-start">
              {remote.message}
              <Button size="xs" onClick={onRetry}>
                Try again
              </Button>
            </Stack>
          </Alert>
        )}
        {remote.kind === 'ready' && children(remote.value)}
      </Stack>
    </Paper>
  );
}
