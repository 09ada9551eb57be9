// Cutting the outbox into requests: a pure decision.
import type { OutboxEntry } from './database';
import { baseOf } from './fold';
import type { ChangeResult } from './state-api';

export interface BatchLimits {
  readonly maxChanges: number;
  readonly maxBytes: number;
}

/** The server's limits are 1,000 changes and 8 MiB; the rest is for the request around the changes. */
export const FULL_BATCH: BatchLimits = { maxChanges: 1_000, maxBytes: 8 * 1024 * 1024 - 64 * 1024 };

export interface Batch {
  readonly entries: readonly OutboxEntry[];
  /** Each entry as the wire's JSON text. */
  readonly changes: readonly string[];
  /** Whether nothing was pending behind it. */
  readonly isLast: boolean;
  /** Whether it ends before an entry of an older version of the application, which is open in another tab. */
  readonly stopsAtOlder: boolean;
}

const encoder = new TextEncoder();

/**
 * The longest run from the front of `pending` that fits one request. It ends before a record comes a
 * second time, or one of `inFlight`: what the server answers to the first change of a record decides
 * what becomes of the second. It holds at least one entry, however large, if it may hold any.
 */
export function cutBatch(
  pending: readonly OutboxEntry[],
  inFlight: readonly OutboxEntry[],
  limits: BatchLimits,
): Batch {
  const taken = new Set(inFlight.map(recordKey));
  const changes: string[] = [];
  let bytes = 0;
  for (const entry of pending.slice(0, limits.maxChanges)) {
    const change = changeJson(entry);
    bytes += encoder.encode(change).length + 1;
    if (taken.has(recordKey(entry)) || (changes.length > 0 && bytes > limits.maxBytes)) {
      break;
    }
    taken.add(recordKey(entry));
    changes.push(change);
  }
  const whole = wholeGroups(pending, changes.length, inFlight.length > 0);
  return {
    entries: pending.slice(0, whole),
    changes: changes.slice(0, whole),
    isLast: whole === pending.length,
    stopsAtOlder: false,
  };
}

/** A group stands whole in one request: if the cut would go through one, it goes before it. */
function wholeGroups(pending: readonly OutboxEntry[], count: number, canWait: boolean): number {
  const group = pending[count]?.group_id ?? null;
  if (group === null || pending[count - 1]?.group_id !== group) {
    return count;
  }
  const first = pending.findIndex((entry) => entry.group_id === group);
  // A group too large for one request is sent cut and refused as a whole, rather than kept for ever.
  return first === 0 && !canWait ? count : first;
}

/** A key for maps of records of all types; types have no slash in their names. */
export function recordKey(entry: Pick<OutboxEntry, 'entity_type' | 'entity_id'>): string {
  return `${entry.entity_type}/${entry.entity_id}`;
}

// Types whose rule is last-write-wins send no base: the server does not check it for them (protocol, 6).
function changeJson(entry: OutboxEntry): string {
  const head = JSON.stringify({
    id: entry.id,
    entityType: entry.entity_type,
    action: entry.action,
    entityId: entry.entity_id,
    ...(entry.group_id === null ? {} : { group: entry.group_id }),
    updatedAt: entry.updated_at,
    ...(entry.checked_base === undefined ? {} : { baseUpdatedAt: entry.checked_base }),
  });
  return entry.payload_json === null ? head : `${head.slice(0, -1)},"payload":${entry.payload_json}}`;
}

/**
 * Whether the server can have merged the entry only over a version that this device knows, given that
 * the device's checkpoint was the server's position. Not so for
 * - a type that the checkpoint does not hold for,
 * - a record that was deleted: the server kept fields of it that never travelled,
 * - a creation, unless the server says that there was nothing: under an id that others can make too (an import's), or
 *   of a record that was deleted and is made again, a tombstone may be there.
 */
export function isMergedOverSeen(
  entry: OutboxEntry,
  result: ChangeResult,
  coveredTypes: readonly string[],
): boolean {
  if (!coveredTypes.includes(entry.entity_type)) {
    return false;
  }
  switch (entry.action) {
    case 'delete':
      return true;
    case 'create':
      return result.status === 'applied' && result.created === true;
    case 'update': {
      const base = baseOf(entry);
      return base !== null && (base.deletedAt ?? null) === null;
    }
  }
}
