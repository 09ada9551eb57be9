import { Button, Container, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Member } from '../../sync';
import { formatStamp } from '../records/format';
import { useTidebook } from '../session/tidebook-context';
import { AddMemberForm } from './add-member-form';
import { ConfirmDialog } from './confirm-dialog';
import { RemoteSection } from './remote-section';
import { roleLabel } from './role-wording';
import { Row, Rows } from './row';
import { useRemote } from './use-remote';

/** Who works on these books; an owner adds and removes members here. */
export function MembersPage() {
  const { account, session } = useTidebook();
  const [members, reload] = useRemote(account.members);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const isOwner = session.user.role === 'owner';
  useEffect(() => {
    document.title = 'Members · Tidebook';
  }, []);

  return (
    <Container size={860} w="100%" px={{ base: 'md', sm: 'xl' }} py="lg">
      <Stack gap="lg">
        <Title order={1}>Members</Title>
        <RemoteSection
          title={session.tenant.name}
          about="Everyone who may open these books."
          remote={members}
          onRetry={reload}
        >
          {({ items }) => (
            <Rows>
              {items.map((member) => (
                <Row
                  key={member.id}
                  name={member.name}
                  mark={member.id === session.user.id ? 'You' : null}
                  detail={member.email}
                >
                  <Text size="sm" w="4rem">
                    {roleLabel(member.role)}
                  </Text>
                  {isOwner && (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Remove ${member.name}`}
                      onClick={() => setLeaving(member)}
                    >
                      Remove
                    </Button>
                  )}
                </Row>
              ))}
            </Rows>
          )}
        </RemoteSection>
        {isOwner && (
          <Paper component="section" withBorder radius="md" p="lg">
            <Stack gap="sm">
              <Title order={2} size="h4">
                Add a member
              </Title>
              <AddMemberForm onAdded={reload} />
            </Stack>
          </Paper>
        )}
        {members.kind === 'ready' && members.value.removed.length > 0 && (
          <Paper component="section" withBorder radius="md" p="lg">
            <Title order={2} size="h4">
              Former members
            </Title>
            <Rows>
              {members.value.removed.map((former) => (
                <Row key={former.id} name={former.name} detail={`Removed ${formatStamp(former.removedAt)}`} />
              ))}
            </Rows>
          </Paper>
        )}
      </Stack>
      {leaving !== null && (
        <ConfirmDialog
          title={`Remove ${leaving.name}?`}
          consequence={`${leaving.name} (${leaving.email}) is signed out everywhere at once, and their access tokens end. What they entered stays, with their name.`}
          action="Remove"
          run={() => account.removeMember(leaving.id)}
          onDone={() => {
            setLeaving(null);
            reload();
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </Container>
  );
}
