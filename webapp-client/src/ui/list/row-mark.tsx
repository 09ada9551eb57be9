import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangleFilled, IconClock } from '@tabler/icons-react';
import type { ChangeMark } from '../records/change-marks';
import classes from './row-mark.module.css';

/** Tells at a row that its change waits to be sent, or that the server could not accept it. */
export function RowMark({ mark }: { mark: ChangeMark | undefined }) {
  if (mark === undefined) return null;
  const failed = mark === 'failed';
  const label = failed ? 'Could not be sent' : 'Waiting to be sent';
  const Icon = failed ? IconAlertTriangleFilled : IconClock;
  return (
    <Tooltip label={label}>
      <span className={classes.mark} data-mark={mark}>
        <Icon size={16} aria-hidden />
        <VisuallyHidden>{label}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}
