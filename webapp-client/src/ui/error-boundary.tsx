import { Button, Code, Container, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** Shows what went wrong instead of an empty page. Records are in the local database, which it never touches. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error('The page could not be shown', error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <Container size="sm" py="xl" role="alert">
        <Stack gap="md">
          <Title order={1}>This page could not be shown</Title>
          <Text>
            Your records and the changes that wait are safe on this device. Loading the page again is usually
            enough. If it happens again, tell whoever runs your Tidebook the words below.
          </Text>
          <Code block>{error.message}</Code>
          <Group>
            <Button onClick={() => window.location.reload()}>Load again</Button>
            <Button variant="default" onClick={() => this.startOver()}>
              Go to the first page
            </Button>
          </Group>
        </Stack>
      </Container>
    );
  }

  private startOver(): void {
    window.location.hash = '#/';
    this.setState({ error: null });
  }
}
