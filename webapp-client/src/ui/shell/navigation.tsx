import { Box, Button, Divider, NavLink, ScrollArea, Stack, Text, VisuallyHidden } from '@mantine/core';
import {
  IconDevices,
  IconFileImport,
  IconGitMerge,
  IconLogout,
  IconRefresh,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useRouter } from '../routing/use-router';
import { routeToHash } from '../routing/route';
import { formatCount } from '../records/format';
import { useSyncStatus, useTidebook } from '../session/tidebook-context';
import classes from './navigation.module.css';
import { typeGroups } from './type-groups';
import { TypeIcon } from './type-icon';

const conflictPages: ReadonlySet<string> = new Set(['conflicts', 'conflict', 'conflict-rules']);

/** The types of the schema, the import, the sync centre, conflicts, members and devices, and who is signed in. */
export function Navigation({ onSignOut }: { onSignOut: () => void }) {
  const { schema, session, sync } = useTidebook();
  const groups = useMemo(() => typeGroups(schema), [schema]);
  const { failed, reviews, conflicts } = useSyncStatus(sync);
  const { route } = useRouter();
  const shownPath = 'path' in route ? route.path : null;
  return (
    <>
      <ScrollArea flex={1} p="sm">
        <Stack gap={2}>
          {groups.map((group) => (
            <div key={group.label} role="group" aria-label={group.label} className={classes.group}>
              <div className={classes.groupLabel} aria-hidden>
                {group.label}
              </div>
              <div className={classes.links}>
                {group.types.map((type) => (
                  <NavLink
                    key={type.name}
                    href={routeToHash({ kind: 'list', path: type.path })}
                    label={type.label}
                    leftSection={<TypeIcon type={type.name} size={18} stroke={1.7} />}
                    active={shownPath === type.path}
                    aria-current={shownPath === type.path ? 'page' : undefined}
                    className={classes.link}
                  />
                ))}
              </div>
            </div>
          ))}
          <Divider my="xs" />
          <NavLink
            href="#/import"
            label="Import"
            leftSection={<IconFileImport size={18} stroke={1.7} aria-hidden />}
            active={route.kind === 'import'}
            aria-current={route.kind === 'import' ? 'page' : undefined}
            className={classes.link}
          />
          <NavLink
            href="#/sync"
            label="Sync centre"
            rightSection={<ToDecide count={failed} />}
            leftSection={<IconRefresh size={18} stroke={1.7} aria-hidden />}
            active={route.kind === 'sync'}
            aria-current={route.kind === 'sync' ? 'page' : undefined}
            className={classes.link}
          />
          <NavLink
            href="#/conflicts"
            label="Conflicts"
            rightSection={<ToDecide count={reviews + conflicts} />}
            leftSection={<IconGitMerge size={18} stroke={1.7} aria-hidden />}
            active={conflictPages.has(route.kind)}
            aria-current={conflictPages.has(route.kind) ? 'page' : undefined}
            className={classes.link}
          />
          <Divider my="xs" />
          <NavLink
            href="#/members"
            label="Members"
            leftSection={<IconUsersGroup size={18} stroke={1.7} aria-hidden />}
            active={route.kind === 'members'}
            aria-current={route.kind === 'members' ? 'page' : undefined}
            className={classes.link}
          />
          <NavLink
            href="#/access"
            label="Devices and tokens"
            leftSection={<IconDevices size={18} stroke={1.7} aria-hidden />}
            active={route.kind === 'access'}
            aria-current={route.kind === 'access' ? 'page' : undefined}
            className={classes.link}
          />
        </Stack>
      </ScrollArea>
      <Box p="md" style={{ borderTop: '1px solid var(--tidebook-line)' }}>
        <Text size="sm" fw={600} truncate>
          {session.user.name}
        </Text>
        <Text size="xs" c="dimmed" truncate mb="xs">
          {session.tenant.name}
        </Text>
        <Button
          variant="default"
          size="xs"
          fullWidth
          leftSection={<IconLogout size={15} aria-hidden />}
          onClick={onSignOut}
        >
          Sign out
        </Button>
      </Box>
    </>
  );
}

/** How many wait for the user; nothing where none do. */
function ToDecide({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Text component="span" size="sm" fw={600} c="var(--mantine-color-error)">
      {formatCount(count)}
      <VisuallyHidden> to decide on</VisuallyHidden>
    </Text>
  );
}
