package org.tidebook.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.tidebook.sync.domain.Stamp;

/**
 * The clock rows. A row is made when the tenant is first asked for, so that whoever makes tenants
 * needs to know nothing of the feed.
 */
final class TenantClocks {

  private static final String READ =
      "select changed_at, horizon, feed, digested from tenant_clock where tenant_id = ?";
  private static final String LOCK = READ + " for update";
  private static final String ADVANCE =
      "update tenant_clock set changed_at = ? where tenant_id = ?";
  private static final String OPEN =
      // A tenant without records has kept its digests so far.
      "insert into tenant_clock (tenant_id, changed_at, horizon, feed, digested)"
          + " values (?, ?, null, ?, true)";

  private final Opening opening;

  TenantClocks(Opening opening) {
    this.opening = opening;
  }

  /** Makes the clock row of a tenant, in a transaction of its own, unless it is there by now. */
  interface Opening {
    void open(String tenantId, Stamp now);
  }

  /** A way to find what needs the clock row; nothing where that is not there. */
  interface Look<T, E extends Exception> {
    Optional<T> find() throws E;
  }

  /**
   * What the look finds; the tenant's clock row is made first if it is not there. Nobody must hold
   * a connection around this: the row is made on another one.
   */
  <T, E extends Exception> T opened(String tenantId, Stamp now, Look<T, E> look) throws E {
    Optional<T> found = look.find();
    if (found.isEmpty()) {
      opening.open(tenantId, now);
      found = look.find();
    }
    return found.orElseThrow(() -> new IllegalStateException("The clock row was just made."));
  }

  /** The committed clock; none before the row is made. */
  static Optional<TenantClock> read(Connection connection, String tenantId) throws SQLException {
    return select(connection, READ, tenantId);
  }

  /** Takes the lock that every writer takes first (S1); none before the row is made. */
  static Optional<TenantClock> lock(Connection connection, String tenantId) throws SQLException {
    return select(connection, LOCK, tenantId);
  }

  /** Takes the lock that every writer takes first (S1), of a row that is there. */
  static void lockRow(Connection connection, String tenantId) throws SQLException {
    select(connection, LOCK, tenantId);
  }

  /** Moves the locked clock. */
  static void advance(Connection connection, String tenantId, Stamp changedAt) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
      update.setLong(1, changedAt.micros());
      update.setString(2, tenantId);
      update.executeUpdate();
    }
  }

  /** Makes the row, unless another request was first, on a connection without a transaction. */
  static void insert(Connection connection, String tenantId, Stamp now) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(OPEN)) {
      insert.setString(1, tenantId);
      // After the epoch, since a checkpoint there would ask for everything again.
      insert.setLong(2, now.micros());
      insert.setString(3, UUID.randomUUID().toString());
      insert.executeUpdate();
    } catch (SQLException e) {
      if (!SqlStates.isConstraint(e)) {
        throw e;
      }
    }
  }

  private static Optional<TenantClock> select(Connection connection, String sql, String tenantId)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, tenantId);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Stamp changedAt = Stamp.ofMicros(row.getLong(1));
        long horizon = row.getLong(2);
        return Optional.of(
            new TenantClock(
                changedAt,
                row.wasNull() ? null : Stamp.ofMicros(horizon),
                row.getString(3),
                row.getBoolean(4)));
      }
    }
  }
}
