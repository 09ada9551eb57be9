import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './import.module.css';

interface Props {
  /** What the buttons have begun, above them. */
  readonly progress?: ReactNode;
  readonly children: ReactNode;
}

/** The buttons of a step, always in sight at the bottom. */
export function StepActions({ progress, children }: Props) {
  return (
    <div className={classes.actions}>
      {progress !== undefined && <div className={classes.progress}>{progress}</div>}
      <Group justify="flex-end" gap="sm">
        {children}
      </Group>
    </div>
  );
}
