import { Alert, Button, Checkbox, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Session } from '../../sync';
import { signUp } from './auth-calls';
import { missingValues, useAuthForm } from './use-auth-form';

const empty = { organisation: '', name: '', email: '', password: '' };

/** A new organisation and its owner. */
export function SignUpForm({ onSession }: { onSession: (session: Session) => void }) {
  const form = useAuthForm(onSession);
  const [values, setValues] = useState(empty);
  const [remember, setRemember] = useState(true);
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
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit(missingValues({ ...values }), () => signUp({ ...values, remember }));
      }}
    >
      <Stack gap="md">
        {form.message !== null && (
          <Alert color="red" role="alert">
            {form.message}
          </Alert>
        )}
        <TextInput
          description="Whose books these are"
          autoComplete="organization"
          {...inputProps('organisation', 'Organisation')}
        />
        <TextInput autoComplete="name" {...inputProps('name', 'Your name')} />
        <TextInput type="email" autoComplete="username" {...inputProps('email', 'Email')} />
        <PasswordInput autoComplete="new-password" {...inputProps('password', 'Password')} />
        <Checkbox
          label="Keep me signed in"
          checked={remember}
          onChange={(event) => setRemember(event.currentTarget.checked)}
        />
        <Button type="submit" fullWidth loading={form.busy}>
          Create account
        </Button>
      </Stack>
    </form>
  );
}
