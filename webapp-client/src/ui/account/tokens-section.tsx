import { Alert, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AccessToken, NewAccessToken } from '../../sync';
import { missingValues } from '../auth/use-auth-form';
import { formatRelative, formatStamp } from '../records/format';
import { useTidebook } from '../session/tidebook-context';
import { useNow } from '../shell/use-now';
import { ConfirmDialog } from './confirm-dialog';
import { RemoteSection } from './remote-section';
import { Row, Rows } from './row';
import classes from './rows.module.css';
import { useRemote } from './use-remote';
import { useRemoteForm } from './use-remote-form';

/** The user's access tokens: made, shown once, revoked. */
export function TokensSection() {
  const { account } = useTidebook();
  const [tokens, reload] = useRemote(account.tokens);
  const [made, setMade] = useState<NewAccessToken | null>(null);
  const [leaving, setLeaving] = useState<AccessToken | null>(null);
  const nowMs = useNow(10_000);
  return (
    <RemoteSection
      title="Access tokens"
      about="A token lets a program of yours work on the books under your name, without your password."
      remote={tokens}
      onRetry={reload}
    >
      {({ items }) => (
        <Stack gap="md">
          {items.length > 0 && (
            <Rows>
              {items.map((token) => (
                <Row
                  key={token.id}
                  name={token.name}
                  detail={`Made ${formatStamp(token.createdAt)}, ${usedWording(token, nowMs)}`}
                >
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={`Revoke ${token.name}`}
                    onClick={() => setLeaving(token)}
                  >
                    Revoke
                  </Button>
                </Row>
              ))}
            </Rows>
          )}
          {made !== null && <Secret made={made} onClose={() => setMade(null)} />}
          <MakeTokenForm
            onMade={(token) => {
              setMade(token);
              reload();
            }}
          />
          {leaving !== null && (
            <ConfirmDialog
              title={`Revoke ${leaving.name}?`}
              consequence="Whatever uses this token is refused from now on. This cannot be undone."
              action="Revoke"
              run={() => account.revokeToken(leaving.id)}
              onDone={() => {
                setMade((shown) => (shown?.id === leaving.id ? null : shown));
                setLeaving(null);
                reload();
              }}
              onClose={() => setLeaving(null)}
            />
          )}
        </Stack>
      )}
    </RemoteSection>
  );
}

function usedWording({ lastUsedAt }: AccessToken, nowMs: number): string {
  return lastUsedAt === null ? 'never used' : `used ${formatRelative(lastUsedAt, nowMs)}`;
}

/** The secret of a new token; closing it is the end of it. */
function Secret({ made, onClose }: { made: NewAccessToken; onClose: () => void }) {
  return (
    <Alert title={`The token “${made.name}”`} role="status">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">Copy it now: it is not shown again.</Text>
        <code className={classes.secret}>{made.token}</code>
        <Group gap="xs">
          <CopyButton value={made.token}>
            {({ copied, copy }) => (
              <Button size="xs" onClick={copy}>
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
          <Button size="xs" variant="default" onClick={onClose}>
            Done
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

function MakeTokenForm({ onMade }: { onMade: (token: NewAccessToken) => void }) {
  const { account } = useTidebook();
  const form = useRemoteForm();
  const [name, setName] = useState('');
  async function make(): Promise<void> {
    const token = await form.submit(missingValues({ name }), () => account.makeToken(name));
    if (token === null) return;
    setName('');
    onMade(token);
  }
  return (
    <form
      noValidate
      aria-label="Make a token"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <Stack gap="sm">
        {form.message !== null && (
          <Alert color="red" role="alert">
            {form.message}
          </Alert>
        )}
        <Group align="flex-end" gap="sm">
          <TextInput
            flex="1 1 12rem"
            label="Name of a new token"
            description="What will use it"
            autoComplete="off"
            value={name}
            error={form.errorOf('name', 'Name')}
            onChange={(event) => {
              setName(event.currentTarget.value);
              form.clearError('name');
            }}
          />
          <Button type="submit" loading={form.busy}>
            Make token
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
