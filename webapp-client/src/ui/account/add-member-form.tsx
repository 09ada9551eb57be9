import {
  Alert,
  Button,
  Group,
  NativeSelect,
  PasswordInput,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { Role } from '../../sync';
import { missingValues } from '../auth/use-auth-form';
import { useTidebook } from '../session/tidebook-context';
import { roles } from './role-wording';
import { useRemoteForm } from './use-remote-form';

const empty = { name: '', email: '', password: '' };

/** A new member, with a first password that the owner tells them. */
export function AddMemberForm({ onAdded }: { onAdded: () => void }) {
  const { account } = useTidebook();
  const form = useRemoteForm();
  const [values, setValues] = useState(empty);
  const [role, setRole] = useState<Role>('editor');
  const inputProps = (field: keyof typeof empty, label: string) => ({
    label,
    value: values[field],
    error: form.errorOf(field, label),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((before) => ({ ...before, [field]: value }));
      form.clearError(field);
    },
  });
  async function add(): Promise<void> {
    const added = await form.submit(missingValues({ ...values }), () =>
      account.addMember({ ...values, role }),
    );
    if (added === null) return;
    setValues(empty);
    onAdded();
  }
  return (
    <form
      noValidate
      aria-label="Add a member"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Stack gap="md">
        {form.message !== null && (
          <Alert color="red" role="alert">
            {form.message}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput autoComplete="off" {...inputProps('name', 'Name')} />
          <TextInput type="email" autoComplete="off" {...inputProps('email', 'Email')} />
          <PasswordInput autoComplete="new-password" {...inputProps('password', 'First password')} />
          <NativeSelect
            label="Role"
            value={role}
            onChange={(event) => setRole(event.currentTarget.value as Role)}
            data={roles.map(({ role: value, label, may }) => ({ value, label: `${label}: ${may}` }))}
          />
        </SimpleGrid>
        <Group>
          <Button type="submit" loading={form.busy}>
            Add member
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
