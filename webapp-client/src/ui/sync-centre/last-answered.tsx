import { formatStamp } from '../records/format';
import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import { Figure } from './figure';

/** When the server last took changes that were sent, and when it last told of others'. */
export function LastAnsweredFigures() {
  const tidebook = useTidebook();
  const live = useLive(() => tidebook.lastAnswered(), [tidebook]);
  if (live.kind !== 'ready') return null;
  const { push, pull } = live.value;
  const when = (stamp: string | null) => (stamp === null ? 'Not yet' : formatStamp(stamp));
  return (
    <>
      <Figure label="Last sent">{when(push)}</Figure>
      <Figure label="Last received">{when(pull)}</Figure>
    </>
  );
}
