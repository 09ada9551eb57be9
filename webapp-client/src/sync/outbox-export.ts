// The outbox as text, for a file: the last way out when a device cannot reach its server any more.
import type { OutboxEntry } from './database';
import type { Session } from './session';
import type { Stamp } from './domain';

/** A change as it would be pushed (protocol, 5.1), with what is known of it here. */
interface ExportedChange {
  readonly id: string;
  readonly entityType: string;
  readonly action: string;
  readonly entityId: string;
  readonly updatedAt: Stamp;
  readonly group: string | null;
  readonly payload: unknown;
  readonly status: string;
  readonly error: string | null;
  /** The server's version that the edit started from. */
  readonly base: unknown;
  /** The server's version now, where that is another one. */
  readonly remote?: unknown;
}

/**
 * JSON text with every change that the server has not acknowledged, in the order of the edits. What
 * cannot be read as JSON is given as the text that it is.
 */
export function exportOutbox(
  entries: readonly OutboxEntry[],
  { session, deviceId, at }: { session: Session; deviceId: string; at: Stamp },
): string {
  const { tenant, user } = session;
  return JSON.stringify(
    { format: 'tidebook-outbox/1', exportedAt: at, tenant, user, deviceId, changes: entries.map(exported) },
    null,
    2,
  );
}

function exported(entry: OutboxEntry): ExportedChange {
  return {
    id: entry.id,
    entityType: entry.entity_type,
    action: entry.action,
    entityId: entry.entity_id,
    updatedAt: entry.updated_at,
    group: entry.group_id,
    payload: jsonOrText(entry.payload_json),
    status: entry.status,
    error: entry.error_message,
    base: jsonOrText(entry.base_json),
    ...(entry.remote_json === undefined ? {} : { remote: jsonOrText(entry.remote_json) }),
  };
}

function jsonOrText(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}
