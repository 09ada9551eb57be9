/** The application's frame: theme, error boundary, and what the session allows to be seen. */
import { MantineProvider } from '@mantine/core';
import { ErrorBoundary } from './error-boundary';
import { UpdateNotice } from './notices/update-notice';
import { Pages } from './pages';
import { LeaveDialog } from './routing/leave-dialog';
import { SessionGate } from './session/session-gate';
import { theme } from './theme';

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <ErrorBoundary>
        <SessionGate>
          <ErrorBoundary>
            <Pages />
          </ErrorBoundary>
          <LeaveDialog />
        </SessionGate>
        <UpdateNotice />
      </ErrorBoundary>
    </MantineProvider>
  );
}
