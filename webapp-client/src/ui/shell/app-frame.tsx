import { AppShell, Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, type ReactNode } from 'react';
import { Brand } from '../brand';
import { useLearnNames } from '../conflicts/use-names';
import { EvictionNotice } from '../notices/eviction-notice';
import { useRouter } from '../routing/use-router';
import classes from './app-frame.module.css';
import { ColourSchemeToggle } from './colour-scheme-toggle';
import { Navigation } from './navigation';
import { SessionOver } from './session-over';
import { StatusBar } from './status-bar';

/** Header with the state of the sync, navigation, and the page between them. */
export function AppFrame({ children, onSignOut }: { children: ReactNode; onSignOut: () => void }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const { route } = useRouter();
  useLearnNames();
  useEffect(close, [route, close]);
  return (
    <AppShell
      header={{ height: { base: 88, sm: 60 } }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={0}
    >
      <AppShell.Header className={classes.header}>
        <Burger
          className={classes.burger}
          opened={opened}
          onClick={toggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={opened ? 'Close navigation' : 'Open navigation'}
          aria-expanded={opened}
        />
        <a href="#/" className={classes.brand} aria-label="Tidebook, first page">
          <Brand />
        </a>
        <div className={classes.status}>
          <StatusBar />
          <SessionOver />
        </div>
        <div className={classes.tools}>
          <ColourSchemeToggle />
        </div>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label="Main">
        <Navigation onSignOut={onSignOut} />
      </AppShell.Navbar>
      <AppShell.Main className={classes.main}>
        <EvictionNotice />
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
