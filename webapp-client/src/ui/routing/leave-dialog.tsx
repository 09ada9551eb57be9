import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { router, useRouter } from './use-router';

/** Asks before something unsaved is left. */
export function LeaveDialog() {
  const { blockedHash } = useRouter();
  return (
    <Modal opened={blockedHash !== null} onClose={() => router.stay()} title="Leave without saving?" centered>
      <Stack gap="md">
        <Text>What you changed here is not saved yet.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => router.leave()}>
            Leave without saving
          </Button>
          <Button onClick={() => router.stay()} data-autofocus>
            Stay here
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
