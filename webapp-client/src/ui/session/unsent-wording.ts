import type { Counts } from '../../sync';
import { formatCount } from '../records/format';

/** "Only this device has 3 changes that wait to be sent and 1 change that the server refused." */
export function unsentWording({ waiting, failed, reviews, conflicts }: Counts): string {
  const parts = [
    part(waiting, 'change that waits to be sent', 'changes that wait to be sent'),
    part(failed, 'change that the server refused', 'changes that the server refused'),
    part(reviews, 'conflict to review', 'conflicts to review'),
    part(conflicts, 'overruled change to decide on', 'overruled changes to decide on'),
  ].filter((it) => it !== null);
  return `Only this device has ${new Intl.ListFormat('en').format(parts)}.`;
}

function part(count: number, one: string, many: string): string | null {
  return count === 0 ? null : `${formatCount(count)} ${count === 1 ? one : many}`;
}
