import { Alert, Button, Center, Container, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import type { Session } from '../../sync';
import { AuthPage } from '../auth/auth-page';
import { Brand } from '../brand';
import { AppFrame } from '../shell/app-frame';
import { SignOutDialog } from './sign-out-dialog';
import { TidebookContext, type SourcedTidebook } from './tidebook-context';
import { useSessionGate, type SessionGateControl } from './use-session-gate';

/** Shows the books to whoever is signed in, also with no network, and to others the way in. */
export function SessionGate({ children }: { children: ReactNode }) {
  const gate = useSessionGate();
  switch (gate.state.kind) {
    case 'starting':
      return <Starting text={null} />;
    case 'opening':
      return <Starting text="Opening your books…" />;
    case 'signed-out':
      return <AuthPage onSession={(session) => void gate.open(session)} />;
    case 'failed': {
      const { error } = gate.state;
      return (
        <OpeningFailed
          error={error}
          onRetry={() => void gate.open(null)}
          onSignOut={() => void gate.signOut('all')}
        />
      );
    }
    case 'open':
      return (
        <OpenBooks tidebook={gate.state.tidebook} gate={gate}>
          {children}
        </OpenBooks>
      );
  }
}

interface OpenBooksProps {
  readonly tidebook: SourcedTidebook;
  readonly gate: SessionGateControl;
  readonly children: ReactNode;
}

function OpenBooks({ tidebook, gate, children }: OpenBooksProps) {
  const { open } = gate;
  const value = useMemo(
    () => ({ ...tidebook, reopen: (next: Session) => void open(next) }),
    [tidebook, open],
  );
  return (
    <TidebookContext value={value}>
      <AppFrame onSignOut={gate.askSignOut}>{children}</AppFrame>
      <SignOutDialog
        asking={gate.asking}
        onStay={gate.stay}
        onSignOut={(leave) => void gate.signOut(leave)}
      />
    </TidebookContext>
  );
}

function Starting({ text }: { text: string | null }) {
  return (
    <Center mih="100dvh">
      <Stack align="center" gap="lg">
        <Brand size={44} />
        <Loader type="dots" aria-hidden />
        {text !== null && <Text c="dimmed">{text}</Text>}
      </Stack>
    </Center>
  );
}

interface OpeningFailedProps {
  readonly error: Error;
  readonly onRetry: () => void;
  readonly onSignOut: () => void;
}

function OpeningFailed({ error, onRetry, onSignOut }: OpeningFailedProps) {
  return (
    <Container size="xs" py={80}>
      <Stack>
        <Brand />
        <Title order={1}>Your books could not be opened</Title>
        <Alert color="red" role="alert">
          {error.message}
        </Alert>
        <Text>Nothing on this device was changed.</Text>
        <Group>
          <Button onClick={onRetry}>Try again</Button>
          <Button variant="default" onClick={onSignOut}>
            Sign out
          </Button>
        </Group>
      </Stack>
    </Container>
  );
}
