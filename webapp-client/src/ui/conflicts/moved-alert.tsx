import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';

/** Says that one side has another version now than the user had begun to decide on. */
export function MovedAlert({ children }: { children: ReactNode }) {
  return (
    <Alert color="yellow" role="alert" title="Changed elsewhere meanwhile">
      There is a newer version now. {children}
    </Alert>
  );
}
