import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './import.module.css';

/** The buttons of a step, always in sight at the bottom. */
export function StepActions({ children }: { children: ReactNode }) {
  return (
    <Group justify="flex-end" gap="sm" className={classes.actions}>
      {children}
    </Group>
  );
}
