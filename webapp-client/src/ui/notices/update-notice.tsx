import { Button, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useAppUpdate } from './app-update';
import classes from './update-notice.module.css';

/** Offers a newer version of the application. Nothing is reloaded unasked: a form may be half filled in. */
export function UpdateNotice() {
  const takeOver = useAppUpdate();
  const [later, setLater] = useState<(() => void) | null>(null);
  const [switchingBy, setSwitchingBy] = useState<(() => void) | null>(null);
  // Put off, it comes back when another tab has switched.
  if (takeOver === null || later === takeOver) return null;
  // Not any earlier way: if another tab switches while this one waits for its run, there is a new one to press.
  const switching = switchingBy === takeOver;
  return (
    <Paper className={classes.notice} withBorder shadow="md" radius="md" p="md" role="alert">
      <Text fw={600}>A new version of Tidebook is ready</Text>
      <Text size="sm" c="dimmed">
        Save what you have open before you use it. Your records stay as they are.
      </Text>
      <div className={classes.actions}>
        <Button size="xs" variant="default" disabled={switching} onClick={() => setLater(() => takeOver)}>
          Later
        </Button>
        <Button
          size="xs"
          loading={switching}
          onClick={() => {
            setSwitchingBy(() => takeOver);
            takeOver();
          }}
        >
          Use it now
        </Button>
      </div>
    </Paper>
  );
}
