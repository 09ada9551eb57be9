import { Anchor, Box, List, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Session } from '../../sync';
import { Brand } from '../brand';
import { ColourSchemeToggle } from '../shell/colour-scheme-toggle';
import classes from './auth-page.module.css';
import { SignInForm } from './sign-in-form';
import { SignUpForm } from './sign-up-form';

const promises = [
  'Works with no network: every edit is kept on this device at once.',
  'Sends and receives by itself as soon as there is a connection.',
  'Nothing is overwritten in silence: you see what waits and what failed.',
];

/** Signing in, or creating an account. `onSession` is told once the server has said who the user is. */
export function AuthPage({ onSession }: { onSession: (session: Session) => void }) {
  const [mode, setMode] = useState<'sign-in' | 'sign-up'>('sign-in');
  const signingUp = mode === 'sign-up';
  return (
    <Box className={classes.page}>
      <Box component="aside" className={classes.aside} aria-label="About Tidebook">
        <Brand size={40} color="white" />
        <Stack gap="lg" maw={420}>
          <Text className={classes.claim}>Your books, wherever you are.</Text>
          <List
            spacing="md"
            icon={
              <ThemeIcon size={24} radius="xl" color="rgba(255,255,255,0.18)">
                <IconCheck size={15} aria-hidden />
              </ThemeIcon>
            }
          >
            {promises.map((promise) => (
              <List.Item key={promise}>{promise}</List.Item>
            ))}
          </List>
        </Stack>
        <svg className={classes.waves} viewBox="0 0 600 120" preserveAspectRatio="none" aria-hidden>
          <path d="M0 60c50 0 50-26 100-26s50 26 100 26 50-26 100-26 50 26 100 26 50-26 100-26 50 26 100 26v60H0z" />
          <path d="M0 84c50 0 50-22 100-22s50 22 100 22 50-22 100-22 50 22 100 22 50-22 100-22 50 22 100 22v36H0z" />
        </svg>
      </Box>
      <Box component="main" className={classes.main}>
        <Box className={classes.corner}>
          <ColourSchemeToggle />
        </Box>
        <Paper className={classes.card} withBorder p={{ base: 'lg', sm: 'xl' }} radius="lg">
          <Stack gap="lg">
            <Box hiddenFrom="md">
              <Brand />
            </Box>
            <Title order={1}>{signingUp ? 'Create your account' : 'Sign in to Tidebook'}</Title>
            {signingUp ? <SignUpForm onSession={onSession} /> : <SignInForm onSession={onSession} />}
            <Text size="sm">
              {signingUp ? 'You have an account already? ' : 'New to Tidebook? '}
              <Anchor
                component="button"
                type="button"
                size="sm"
                underline="always"
                onClick={() => setMode(signingUp ? 'sign-in' : 'sign-up')}
              >
                {signingUp ? 'Sign in' : 'Create account'}
              </Anchor>
            </Text>
          </Stack>
        </Paper>
      </Box>
    </Box>
  );
}
