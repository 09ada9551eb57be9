import { Text } from '@mantine/core';
import type { SyncedDevice } from '../../sync';
import { formatRelative, formatStamp } from '../records/format';
import { useTidebook } from '../session/tidebook-context';
import { useNow } from '../shell/use-now';
import { deviceName } from './device-name';
import { RemoteSection } from './remote-section';
import { Row, Rows } from './row';
import { useRemote } from './use-remote';

/** The devices that sync under the user's name, and how far each of them is. */
export function DevicesSection() {
  const { account, deviceId } = useTidebook();
  const [devices, reload] = useRemote(account.devices);
  const nowMs = useNow(10_000);
  return (
    <RemoteSection
      title="Devices"
      about="Where you have opened these books, the one that synced last first."
      remote={devices}
      onRetry={reload}
    >
      {({ items }) =>
        items.length === 0 ? (
          <Text size="sm">No device has synced yet.</Text>
        ) : (
          <Rows>
            {items.map((device) => (
              <Row
                key={device.id}
                name={deviceName(device.userAgent)}
                mark={device.id === deviceId ? 'This device' : null}
                detail={progressOf(device)}
              >
                <Text size="sm">Synced {formatRelative(device.lastSyncedAt, nowMs)}</Text>
              </Row>
            ))}
          </Rows>
        )
      }
    </RemoteSection>
  );
}

function progressOf({ acknowledged, checkpoint }: SyncedDevice): string {
  const sent = acknowledged === null ? 'has sent nothing' : `last sent changes ${formatStamp(acknowledged)}`;
  const got =
    checkpoint === null ? 'has fetched nothing' : `has what was changed until ${formatStamp(checkpoint)}`;
  return `${sent.charAt(0).toUpperCase()}${sent.slice(1)}, ${got}`;
}
