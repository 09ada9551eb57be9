import { Box, Loader, Tooltip } from '@mantine/core';
import { useTidebook, useSyncStatus } from '../session/tidebook-context';
import classes from './status-bar.module.css';
import { needsSignIn, statusWording } from './status-wording';
import { useNow } from './use-now';

const relativeTimeEveryMs = 20_000;

/**
 * Always in sight: connection, what waits, what failed, when it last synced. One click opens the sync centre, or the
 * conflicts where there are some.
 */
export function StatusBar() {
  const { sync } = useTidebook();
  const status = useSyncStatus(sync);
  const wording = statusWording(status, useNow(relativeTimeEveryMs));
  return (
    <Box
      role="status"
      aria-label="Sync status"
      className={classes.region}
      data-online={status.online}
      data-waiting={status.waiting}
      data-failed={status.failed}
      data-conflicts={status.reviews + status.conflicts}
      data-sync-state={status.state}
      data-problem={status.problem?.kind}
    >
      <Tooltip label={wording.syncedExactly ?? 'This device has not synced yet'} openDelay={300}>
        <a href="#/sync" className={classes.link}>
          <span
            className={classes.headline}
            data-tone={wording.tone}
            data-needs-sign-in={needsSignIn(status) || undefined}
          >
            {wording.tone === 'busy' ? (
              <Loader size={12} color="currentColor" aria-hidden />
            ) : (
              <span className={classes.dot} aria-hidden />
            )}
            {wording.headline}
          </span>
          <span className={classes.part} data-alert={status.waiting > 0 ? 'waiting' : undefined}>
            {wording.waiting}
          </span>
          <span className={classes.part} data-alert={status.failed > 0 ? 'failed' : undefined}>
            {wording.failed}
          </span>
          <span className={classes.part} data-part="synced" data-tone={wording.tone}>
            {wording.synced}
          </span>
        </a>
      </Tooltip>
      {wording.conflicts !== null && (
        <a href="#/conflicts" className={classes.conflicts} data-part="conflicts">
          {wording.conflicts}
        </a>
      )}
    </Box>
  );
}
