import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangleFilled, IconClock, IconGitMerge } from '@tabler/icons-react';
import type { ChangeMark } from '../records/change-marks';
import classes from './row-mark.module.css';

const labels: Readonly<Record<ChangeMark, string>> = {
  waiting: 'Waiting to be sent',
  overruled: 'Your change was overruled',
  review: 'A conflict waits for you',
  failed: 'Could not be sent',
};

const icons = {
  waiting: IconClock,
  overruled: IconGitMerge,
  review: IconGitMerge,
  failed: IconAlertTriangleFilled,
};

/** Tells at a row that its change waits, met another one, or that the server could not accept it. */
export function RowMark({ mark }: { mark: ChangeMark | undefined }) {
  if (mark === undefined) return null;
  const label = labels[mark];
  const Icon = icons[mark];
  return (
    <Tooltip label={label}>
      <span className={classes.mark} data-mark={mark}>
        <Icon size={16} aria-hidden />
        <VisuallyHidden>{label}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}
