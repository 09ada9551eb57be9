import { Alert, Button, Checkbox, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Session } from '../../sync';
import { signIn } from './auth-calls';
import { missingValues, useAuthForm } from './use-auth-form';

/** Email and password of an account that exists. */
export function SignInForm({ onSession }: { onSession: (session: Session) => void }) {
  const form = useAuthForm(onSession);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(true);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const send = () => signIn({ email: email.trim(), password, remember });
        void form.submit(missingValues({ email, password }), send);
      }}
    >
      <Stack gap="md">
        {form.message !== null && (
          <Alert color="red" role="alert">
            {form.message}
          </Alert>
        )}
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          value={email}
          error={form.errorOf('email', 'Email')}
          onChange={(event) => {
            setEmail(event.currentTarget.value);
            form.clearError('email');
          }}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          value={password}
          error={form.errorOf('password', 'Password')}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
            form.clearError('password');
          }}
        />
        <Checkbox
          label="Keep me signed in"
          checked={remember}
          onChange={(event) => setRemember(event.currentTarget.checked)}
        />
        <Button type="submit" fullWidth loading={form.busy}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
