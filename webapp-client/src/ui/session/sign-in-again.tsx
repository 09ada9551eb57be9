import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { getTidebookClient, isSameOwner, type Session } from '../../sync';
import { SignInForm } from '../auth/sign-in-form';
import { useTidebook } from './tidebook-context';

/** Lets the user sign in again where their session is over, with their books open behind it. */
export function SignInAgain() {
  const { session, reopen } = useTidebook();
  const [opened, { open, close }] = useDisclosure(false);

  async function onSession(next: Session): Promise<void> {
    close();
    if (isSameOwner(next, session)) await getTidebookClient().sync.start(next.tenant.id);
    else reopen(next);
  }

  return (
    <>
      <Button size="compact-sm" flex="none" onClick={open}>
        Sign in again
      </Button>
      <Modal opened={opened} onClose={close} title="Sign in again" centered>
        <SignInForm onSession={(next) => void onSession(next)} />
      </Modal>
    </>
  );
}
