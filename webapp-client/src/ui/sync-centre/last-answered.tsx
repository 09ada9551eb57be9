import { formatRelative } from '../records/format';
import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import { Figure } from './figure';

/** When changes were last sent and last received. */
export function LastAnsweredFigures({ nowMs }: { nowMs: number }) {
  const tidebook = useTidebook();
  const live = useLive(() => tidebook.lastAnswered(), [tidebook]);
  if (live.kind !== 'ready') return null;
  const { push, pull } = live.value;
  const when = (stamp: string | null) => (stamp === null ? 'Not yet' : formatRelative(stamp, nowMs));
  return (
    <>
      <Figure label="Last sent">{when(push)}</Figure>
      <Figure label="Last received">{when(pull)}</Figure>
    </>
  );
}
