package org.tidebook.sync.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A hybrid logical clock: the milliseconds of a stamp are physical time, its last three digits
 * count events within one millisecond and carry over into the next.
 *
 * <p>What it promises:
 *
 * <ol>
 *   <li>The stamps that one device issues rise strictly, whatever its physical clock does.
 *   <li>An edit is later than the version that its author saw.
 *   <li>A stamp is never more than the count of edits away from physical time, where that was
 *       right.
 *   <li>The change stamps of one tenant rise strictly, in the order of commits.
 * </ol>
 *
 * <p>Who relies on it: last-write-wins (2), the outbox, which keeps one device's edits of a record
 * in order (1), the feed, which is exact only because of 4.
 *
 * <p>HAZARD, a physical clock that runs ahead: its stamps would win over everyone's until the
 * others catch up. {@link #clamp} holds them back.
 *
 * <p>HAZARD, a physical clock that falls back: the last stamp issued holds the clock up, so it must
 * be stored in the transaction of the edit, and the tenant's in the transaction of the push.
 *
 * <p>HAZARD, a clock outside of 1970 to 9999 (an empty battery): it tells nothing and is left out.
 *
 * <p>HAZARD, a change stamp issued without the lock on the tenant's clock row: promise 4 is lost,
 * and with it changes on the devices that pulled in between.
 *
 * <p>Twin of {@code webapp-client/src/sync/domain/hybrid-clock.ts}; both pass {@code
 * conformance/hybrid-clock.json}.
 */
public final class HybridClock {

  /** How far past the server's clock an edit stamp may lie before it is clamped. */
  public static final Duration MAX_DRIFT = Duration.ofSeconds(60);

  private static final long MAX_DRIFT_MICROS = MAX_DRIFT.toMillis() * 1_000;

  private HybridClock() {}

  /**
   * The stamp of a new edit: physical time in whole milliseconds, but at least 1 µs after the last
   * stamp issued and after the version being edited.
   *
   * @param physicalNowMs milliseconds since 1970
   * @param lastIssued null before the first
   * @param versionEdited null for a new record
   * @throws IllegalArgumentException when nothing comes after one of them
   */
  public static Stamp next(
      long physicalNowMs, @Nullable Stamp lastIssued, @Nullable Stamp versionEdited) {
    boolean tellsNothing = physicalNowMs < 0 || physicalNowMs > Stamp.LAST.micros() / 1_000;
    Stamp physical = tellsNothing ? Stamp.EPOCH : new Stamp(physicalNowMs * 1_000);
    return Stamp.max(physical, Stamp.max(afterOrEpoch(lastIssued), afterOrEpoch(versionEdited)));
  }

  /**
   * As {@link #next(long, Stamp, Stamp)}; what {@code physicalNow} has below milliseconds is cut.
   */
  public static Stamp next(
      Stamp physicalNow, @Nullable Stamp lastIssued, @Nullable Stamp versionEdited) {
    return next(physicalNow.micros() / 1_000, lastIssued, versionEdited);
  }

  /**
   * The stamp that the server uses for an edit: the edit's own, unless that is more than {@link
   * #MAX_DRIFT} past the server's clock; then the later of server time and 1 µs after the stored
   * version.
   *
   * @param stored the stored version's edit stamp, null where there is none
   * @throws IllegalArgumentException when nothing comes after the stored version
   */
  public static Stamp clamp(Stamp edit, Stamp serverNow, @Nullable Stamp stored) {
    boolean drifted = edit.micros() - serverNow.micros() > MAX_DRIFT_MICROS;
    return drifted ? Stamp.max(serverNow, afterOrEpoch(stored)) : edit;
  }

  /**
   * The stamp of the next change that a tenant commits: server time, but at least 1 µs after the
   * last. Only the holder of the lock on the tenant's clock row may ask.
   *
   * @throws IllegalArgumentException when nothing comes after the last
   */
  public static Stamp changeStamp(Stamp serverNow, Stamp tenantLast) {
    return Stamp.max(serverNow, tenantLast.next());
  }

  private static Stamp afterOrEpoch(@Nullable Stamp stamp) {
    return stamp == null ? Stamp.EPOCH : stamp.next();
  }
}
