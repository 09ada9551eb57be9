import { Alert, Anchor, Button, Container, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { SyncStatus } from '../../sync';
import { formatSeconds, formatStamp } from '../records/format';
import { routeToHash } from '../routing/route';
import { SignInAgain } from '../session/sign-in-again';
import { useSyncStatus, useTidebook } from '../session/tidebook-context';
import { needsSignIn, statusWording } from '../shell/status-wording';
import { useNow } from '../shell/use-now';
import { DigestCheck } from './digest-check';
import { FailedSection } from './failed-section';
import { Figure } from './figure';
import { HistorySection } from './history-section';
import { LastAnsweredFigures } from './last-answered';
import { updateNow } from '../notices/app-update';
import { StorageUsed } from './storage-used';
import { WaitingSection } from './waiting-section';

/** Everything about the way of the records between this device and the server. */
export function SyncPage() {
  const { sync, session } = useTidebook();
  const status = useSyncStatus(sync);
  const nowMs = useNow(10_000);
  const wording = statusWording(status, nowMs);
  useEffect(() => {
    document.title = 'Sync centre · Tidebook';
  }, []);

  return (
    <Container size={860} w="100%" px={{ base: 'md', sm: 'xl' }} py="lg">
      <Stack gap="lg">
        <Title order={1}>Sync centre</Title>
        <Paper withBorder radius="md" p="lg">
          <Stack gap="md">
            <Group justify="space-between" gap="md" wrap="nowrap" align="flex-start">
              <div>
                <Text fw={650} size="lg">
                  {wording.headline}
                </Text>
                <Text size="sm" c="dimmed">
                  {connectionSentence(status)}
                </Text>
              </div>
              <Button
                flex="none"
                leftSection={<IconRefresh size={17} aria-hidden />}
                loading={status.state === 'syncing'}
                onClick={() => void sync.runSync(session.tenant.id)}
              >
                Sync now
              </Button>
            </Group>
            {status.progress !== null && <SyncProgressBar progress={status.progress} />}
            {(status.problem !== null || needsSignIn(status)) && (
              <Alert color="red" title={needsSignIn(status) ? 'You are signed out' : 'What went wrong'}>
                <Stack gap="xs" align="flex-start">
                  {status.problem?.message ?? 'Sign in again to go on syncing.'}
                  {needsSignIn(status) && <SignInAgain />}
                  {status.problem?.kind === 'client-too-old' && (
                    <Button size="compact-sm" onClick={() => void updateNow()}>
                      Update now
                    </Button>
                  )}
                </Stack>
              </Alert>
            )}
            <Group gap="xl" style={{ rowGap: '0.75rem' }}>
              <Figure label="Last synced">
                {status.lastSyncedAt === null ? 'Not yet' : formatStamp(status.lastSyncedAt)}
              </Figure>
              <LastAnsweredFigures />
              <Figure label="Waiting">{status.waiting.toLocaleString()}</Figure>
              <Figure label="Failed">{status.failed.toLocaleString()}</Figure>
              <Figure label="Conflicts">
                <Anchor href={routeToHash({ kind: 'conflicts' })}>
                  {(status.reviews + status.conflicts).toLocaleString()}
                </Anchor>
              </Figure>
              {status.nextRetryAt !== null && status.nextRetryAt > nowMs && (
                <Figure label="Next try">{formatSeconds(status.nextRetryAt - nowMs)}</Figure>
              )}
              <StorageUsed />
            </Group>
            <DigestCheck />
          </Stack>
        </Paper>
        <FailedSection />
        <WaitingSection />
        <HistorySection />
        <Text size="sm">
          <Anchor href={routeToHash({ kind: 'access' })} underline="always">
            Your devices
          </Anchor>
          , and how far each of them is.
        </Text>
      </Stack>
    </Container>
  );
}

function connectionSentence({ online, problem }: SyncStatus): string {
  if (!online) {
    return 'The server does not answer. Work on: your changes are kept here and sent when it does.';
  }
  return problem === null
    ? 'The server answers. Your changes are sent by themselves.'
    : 'The server answers, but the sync cannot go on. Your changes are kept here.';
}

function SyncProgressBar({
  progress: { done, total },
}: {
  progress: { done: number; total: number | null };
}) {
  const percent = total === null || total === 0 ? 100 : (done / total) * 100;
  return (
    <Progress value={percent} animated={total === null} striped={total === null} aria-label="Progress" />
  );
}
