// Twin of org.tidebook.sync.domain.HybridClock; both pass conformance/hybrid-clock.json.
//
// A hybrid logical clock: the milliseconds of a stamp are physical time, its last three digits count
// events within one millisecond and carry over into the next.
//
// What it promises:
// 1. The stamps that one device issues rise strictly, whatever its physical clock does.
// 2. An edit is later than the version that its author saw.
// 3. A stamp is never more than the count of edits away from physical time, where that time was right.
// 4. The change stamps of one tenant rise strictly, in the order of commits.
//
// Who relies on it: last-write-wins (2), the outbox, which keeps one device's edits of a record in
// order (1), the server's feed, which is exact only because of 4.
//
// HAZARD, a physical clock that runs ahead: its stamps would win over everyone's until the others
// catch up. The server therefore clamps them, and the device stamps in the server's time.
// HAZARD, a physical clock that falls back: the last stamp issued holds the clock up, so it must be
// stored in the transaction of the edit. If that is lost, promise 1 is lost and 2 still stands.
// HAZARD, a clock outside of 1970 to 9999 (an empty battery): it tells nothing and is left out.
import {
  EPOCH,
  LAST_STAMP,
  type Stamp,
  maxStamp,
  nextStamp,
  stampFromMillis,
  stampToMicros,
  stampToMillis,
} from './stamp';

/** How far past the server's clock an edit stamp may lie before it is clamped: 60 s. */
export const MAX_DRIFT_MICROS = 60_000_000n;

/**
 * The stamp of a new edit: physical time in whole milliseconds, but at least 1 µs after the last stamp
 * issued on this device and after the version being edited.
 *
 * @throws StampError when nothing comes after one of them, or the time is not a number
 */
export function issueStamp(reading: {
  /** Milliseconds since 1970, in the server's time as far as the device knows it. */
  readonly physicalNowMs: number;
  readonly lastIssued?: Stamp | null | undefined;
  readonly versionEdited?: Stamp | null | undefined;
}): Stamp {
  const { physicalNowMs, lastIssued, versionEdited } = reading;
  const tellsNothing = physicalNowMs < 0 || physicalNowMs >= stampToMillis(LAST_STAMP) + 1;
  return maxStamp(
    tellsNothing ? EPOCH : stampFromMillis(physicalNowMs),
    afterOrEpoch(lastIssued),
    afterOrEpoch(versionEdited),
  );
}

/**
 * The stamp that the server uses for an edit: the edit's own, unless that is more than 60 s past the
 * server's clock; then the later of server time and 1 µs after the stored version.
 *
 * @throws StampError when nothing comes after the stored version
 */
export function clampStamp(incoming: {
  readonly edit: Stamp;
  readonly serverNow: Stamp;
  readonly stored?: Stamp | null | undefined;
}): Stamp {
  const { edit, serverNow, stored } = incoming;
  const ahead = stampToMicros(edit) - stampToMicros(serverNow);
  return ahead > MAX_DRIFT_MICROS ? maxStamp(serverNow, afterOrEpoch(stored)) : edit;
}

/**
 * The stamp of the next change that a tenant commits: server time, but at least 1 µs after the last.
 *
 * @throws StampError when nothing comes after the last
 */
export function changeStamp(clock: { readonly serverNow: Stamp; readonly tenantLast: Stamp }): Stamp {
  return maxStamp(clock.serverNow, nextStamp(clock.tenantLast));
}

function afterOrEpoch(stamp: Stamp | null | undefined): Stamp {
  return stamp === null || stamp === undefined ? EPOCH : nextStamp(stamp);
}
