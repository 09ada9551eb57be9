package org.tidebook.sync.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * A point in time to the microsecond, from 1970 to 9999: an edit stamp, which decides conflicts, or
 * a change stamp, which orders the feed. The two are never compared with each other.
 *
 * <p>Twin of {@code webapp-client/src/sync/domain/stamp.ts}; both pass {@code
 * conformance/stamp-*.json}.
 *
 * @param micros microseconds since 1970, UTC; this is what the database holds
 */
public record Stamp(long micros) implements Comparable<Stamp> {

  /** The first stamp. As {@code since} it asks for everything. */
  public static final Stamp EPOCH = new Stamp(0);

  /** The last stamp. Nothing comes after it: its {@link #next()} throws. */
  public static final Stamp LAST = new Stamp(StampText.LAST_MICROS);

  public Stamp {
    if (micros < 0 || micros > StampText.LAST_MICROS) {
      throw new IllegalArgumentException(StampText.OUT_OF_RANGE);
    }
  }

  public static Stamp ofMicros(long micros) {
    return new Stamp(micros);
  }

  /**
   * What is finer than a microsecond is cut.
   *
   * @throws IllegalArgumentException before 1970 or after 9999
   */
  public static Stamp of(Instant instant) {
    long seconds = instant.getEpochSecond();
    // Checked in seconds first: an Instant reaches further than microseconds fit a long.
    if (seconds < 0 || seconds > StampText.LAST_MICROS / 1_000_000) {
      throw new IllegalArgumentException(StampText.OUT_OF_RANGE);
    }
    return new Stamp(seconds * 1_000_000 + instant.getNano() / 1_000);
  }

  /**
   * Reads a date and time with an offset.
   *
   * <p>Read are the ISO 8601 calendar forms, extended ({@code 2026-11-22T08:30:00.5+07:00}) and
   * basic ({@code 20261122T083000Z}), with these liberties: seconds may be absent; the fraction of
   * a second has any number of digits after {@code .} or {@code ,} and is cut to six; {@code t} and
   * {@code z} may be small; the offset is {@code Z}, {@code ±hh}, {@code ±hhmm} or {@code ±hh:mm}
   * up to 23:59, and {@code -00:00} is zero; {@code 24:00} is the end of its day. Not read:
   * anything without an offset, week and ordinal dates, other than four digits for the year, a
   * fraction of anything but seconds, and second 60, which these stamps, like Unix time, do not
   * have.
   *
   * @throws IllegalArgumentException when it is unreadable, before 1970 or after 9999 (in UTC); the
   *     message is a sentence without the value
   */
  public static Stamp parse(String text) {
    return new Stamp(StampText.parse(text));
  }

  public static Stamp max(Stamp a, Stamp b) {
    return a.isAfter(b) ? a : b;
  }

  /**
   * The stamp one microsecond later.
   *
   * @throws IllegalArgumentException after {@link #LAST}
   */
  public Stamp next() {
    return new Stamp(micros + 1);
  }

  /**
   * The stamp that much later, or earlier for a negative duration.
   *
   * @throws IllegalArgumentException before 1970 or after 9999
   */
  public Stamp plus(Duration duration) {
    try {
      return of(toInstant().plus(duration));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(StampText.OUT_OF_RANGE, e);
    }
  }

  public boolean isAfter(Stamp other) {
    return micros > other.micros;
  }

  public Instant toInstant() {
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }

  @Override
  public int compareTo(Stamp other) {
    return Long.compare(micros, other.micros);
  }

  /** The canonical text, {@code 2026-11-22T08:30:00.123004Z}: its order is the order of time. */
  @Override
  public String toString() {
    return StampText.format(micros);
  }
}
