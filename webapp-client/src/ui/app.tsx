/** The application's frame: theme, error boundary, and what the session allows to be seen. */
import { Center, MantineProvider } from '@mantine/core';
import { Brand } from './brand';
import { ErrorBoundary } from './error-boundary';
import { theme } from './theme';

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <ErrorBoundary>
        <Center mih="100dvh">
          <Brand size={48} />
        </Center>
      </ErrorBoundary>
    </MantineProvider>
  );
}
