package org.tidebook.identity;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.SyncDatabase;

/**
 * The failed sign-ins of each address, over all nodes, whatever the email: it slows down whoever
 * tries one password on many emails.
 *
 * <p>They are counted by the minute, and the last five minutes are added up, the current one
 * included. So what is added up is never more than five minutes old: an office behind one address
 * never waits before it has failed {@link #LIMIT} times in five minutes, those of its tries
 * included that are just under way.
 */
@Dependent
class AddressFailures {

  /** So many failures in the last five minutes are let pass. */
  static final int LIMIT = 300;

  private static final int MINUTES = 5;
  private static final long MICROS_OF_A_MINUTE = 60_000_000;

  private static final String READ =
      "select failed_minute, failures from address_failure"
          + " where address = ? and failed_minute > ? order by failed_minute";
  private static final String ADD =
      "update address_failure set failures = failures + 1"
          + " where address = ? and failed_minute = ?";
  private static final String TAKE_BACK =
      "update address_failure set failures = failures - 1"
          + " where address = ? and failed_minute = ?";
  private static final String BEGIN =
      "insert into address_failure (address, failed_minute, failures) values (?, ?, 1)";
  private static final String FORGET = "delete from address_failure where failed_minute <= ?";

  private final SyncDatabase database;

  /** The failures of one minute since 1970. */
  record Minute(long number, int failures) {}

  @Inject
  AddressFailures(SyncDatabase database) {
    this.database = database;
  }

  /**
   * Counts a try as failed until it is {@linkplain #takeBack taken back}: counting afterwards would
   * let a thousand guesses sent at once all pass. It must not run in a transaction, which one of
   * two first tries in a minute would break.
   *
   * @return how long the address has to wait, and the try is not counted then; zero if it may go on
   * @throws org.tidebook.sync.store.DatabaseFailure if the database fails
   */
  Duration attempt(String address, Stamp now) {
    add(address, now);
    List<Minute> others = new ArrayList<>();
    for (Minute minute : database.use(connection -> read(connection, address, now))) {
      boolean own = minute.number() == minuteOf(now);
      others.add(own ? new Minute(minute.number(), minute.failures() - 1) : minute);
    }
    Duration wait = waitAfter(others, now);
    if (!wait.isZero()) {
      takeBack(address, now);
    }
    return wait;
  }

  /**
   * A try did not fail, or was not made.
   *
   * @param tried when it was counted
   * @throws org.tidebook.sync.store.DatabaseFailure if the database fails
   */
  void takeBack(String address, Stamp tried) {
    database.write(connection -> update(connection, TAKE_BACK, address, minuteOf(tried)));
  }

  private void add(String address, Stamp now) {
    long minute = minuteOf(now);
    boolean begun =
        database.write(
            connection -> {
              if (update(connection, ADD, address, minute) > 0) {
                return false;
              }
              try {
                update(connection, BEGIN, address, minute);
                return true;
              } catch (SQLException e) {
                if (!isDouble(e)) {
                  throw e;
                }
                update(connection, ADD, address, minute);
                return false;
              }
            });
    if (begun) {
      forgetBefore(minute);
    }
  }

  /**
   * How long to wait until fewer than {@link #LIMIT} failures are left in the window.
   *
   * @param minutes those in the window, the oldest first
   */
  static Duration waitAfter(List<Minute> minutes, Stamp now) {
    int left = minutes.stream().mapToInt(Minute::failures).sum();
    Duration wait = Duration.ZERO;
    for (Minute minute : minutes) {
      if (left < LIMIT) {
        break;
      }
      long leavesAt = (minute.number() + MINUTES) * MICROS_OF_A_MINUTE;
      wait = Duration.ofNanos((leavesAt - now.micros()) * 1_000);
      left -= minute.failures();
    }
    return wait;
  }

  private static List<Minute> read(Connection connection, String address, Stamp now)
      throws SQLException {
    List<Minute> minutes = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      select.setString(1, address);
      select.setLong(2, minuteOf(now) - MINUTES);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          minutes.add(new Minute(rows.getLong(1), rows.getInt(2)));
        }
      }
    }
    return minutes;
  }

  private static int update(Connection connection, String sql, String address, long minute)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, address);
      update.setLong(2, minute);
      return update.executeUpdate();
    }
  }

  private void forgetBefore(long minute) {
    database.write(
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setLong(1, minute - MINUTES);
            return delete.executeUpdate();
          }
        });
  }

  /** Whether another node or thread made the row first. */
  private static boolean isDouble(SQLException failure) {
    return failure.getSQLState() != null && failure.getSQLState().startsWith("23");
  }

  private static long minuteOf(Stamp now) {
    return now.micros() / MICROS_OF_A_MINUTE;
  }
}
