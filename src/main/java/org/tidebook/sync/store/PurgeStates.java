package org.tidebook.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/** What the clock rows say of the purge. Whoever writes it has locked the row (S1). */
final class PurgeStates {

  private static final String TENANTS =
      "select tenant_id from tenant_clock where tenant_id > ? order by tenant_id"
          + " fetch first ? rows only";
  private static final String READ =
      "select horizon, horizon_moved_at, purged_to from tenant_clock where tenant_id = ?";
  private static final String MOVE_HORIZON =
      "update tenant_clock set horizon = ?, horizon_moved_at = ? where tenant_id = ?";
  private static final String SET_PURGED_TO =
      "update tenant_clock set purged_to = ? where tenant_id = ?";

  private PurgeStates() {}

  /** The next tenants after one, in the order of their ids: the one query that spans them (S3). */
  static List<String> tenantsAfter(Connection connection, String tenantId, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(TENANTS)) {
      select.setString(1, tenantId);
      select.setInt(2, limit);
      List<String> tenants = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          tenants.add(row.getString(1));
        }
      }
      return tenants;
    }
  }

  static PurgeState read(Connection connection, String tenantId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      select.setString(1, tenantId);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? new PurgeState(stamp(row, 1), stamp(row, 2), stamp(row, 3))
            : new PurgeState(null, null, null);
      }
    }
  }

  static void moveHorizon(Connection connection, String tenantId, Stamp horizon, Stamp now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE_HORIZON)) {
      update.setLong(1, horizon.micros());
      update.setLong(2, now.micros());
      update.setString(3, tenantId);
      update.executeUpdate();
    }
  }

  static void setPurgedTo(Connection connection, String tenantId, Stamp purgedTo)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SET_PURGED_TO)) {
      update.setLong(1, purgedTo.micros());
      update.setString(2, tenantId);
      update.executeUpdate();
    }
  }

  private static @Nullable Stamp stamp(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Stamp.ofMicros(micros);
  }
}
