// What went over the wire to the server: each change with what the server said to it, whatever the devices
// learned of that.
import type { ChangeResult, PushResponse } from '../../src/sync/state-api';
import type { Stamp } from '../../src/sync/domain';
import type { SeenPush } from './faulty-proxy';

export interface SentChange {
  readonly id: string;
  readonly entityType: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly entityId: string;
  readonly updatedAt: Stamp;
  readonly payload?: Readonly<Record<string, unknown>>;
}

export interface AnsweredChange {
  readonly change: SentChange;
  /** As it stood in the request. */
  readonly text: string;
  readonly status: ChangeResult['status'];
  /** The stamp used; null unless it was applied. */
  readonly stamp: Stamp | null;
  /** In how many requests it was answered. */
  readonly times: number;
}

/**
 * All answered changes by id.
 *
 * @throws where a change was not the same each time, or was not answered alike each time
 */
export function answeredChanges(pushes: readonly SeenPush[]): Map<string, AnsweredChange> {
  const seen = new Map<string, AnsweredChange>();
  for (const push of pushes) {
    const { changes } = JSON.parse(push.request) as { changes: SentChange[] };
    const { results } = JSON.parse(push.response) as PushResponse;
    changes.forEach((change, index) => {
      const result = results[index];
      if (result?.id !== change.id) {
        throw new Error(`The result of change ${change.id} stands elsewhere.`);
      }
      const answered = {
        change,
        text: JSON.stringify(change),
        status: result.status,
        stamp: result.status === 'applied' ? result.updatedAt : null,
        times: 1,
      };
      const before = seen.get(change.id);
      if (before !== undefined && !isSame(before, answered)) {
        throw new Error(`A sealed change changed: ${JSON.stringify([before, answered])}`);
      }
      seen.set(change.id, { ...answered, times: (before?.times ?? 0) + 1 });
    });
  }
  return seen;
}

function isSame(a: AnsweredChange, b: AnsweredChange): boolean {
  return a.text === b.text && a.status === b.status && a.stamp === b.stamp;
}
