import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { formatCount } from '../records/format';
import { useSyncStatus, useTidebook } from './tidebook-context';

interface Props {
  readonly opened: boolean;
  readonly onStay: () => void;
  readonly onSignOut: () => void;
}

/** Warns that changes have not been sent yet before the user signs out. */
export function SignOutDialog({ opened, onStay, onSignOut }: Props) {
  const { sync } = useTidebook();
  const { waiting, failed } = useSyncStatus(sync);
  const unsent = waiting + failed;
  return (
    <Modal opened={opened} onClose={onStay} title="Sign out with unsent changes?" centered>
      <Stack gap="md">
        <Text>
          {unsent === 1 ? 'One change has' : `${formatCount(unsent)} changes have`} not reached the server
          yet.
          {unsent === 1 ? ' It stays' : ' They stay'} on this device and {unsent === 1 ? 'is' : 'are'} sent
          when you sign in here again, but nobody else sees {unsent === 1 ? 'it' : 'them'} until then.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onSignOut}>
            Sign out anyway
          </Button>
          <Button onClick={onStay} data-autofocus>
            Stay signed in
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
