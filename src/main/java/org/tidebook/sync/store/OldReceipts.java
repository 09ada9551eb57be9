package org.tidebook.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.tidebook.sync.domain.Stamp;

/** The receipts of changes, or of groups, that are older than the retention time. */
final class OldReceipts {

  static final OldReceipts OF_CHANGES = new OldReceipts("sync_receipt");
  static final OldReceipts OF_GROUPS = new OldReceipts("sync_group_receipt");

  private final String oldest;
  private final String remove;

  private OldReceipts(String table) {
    oldest =
        "select max(received_at) from (select received_at from %s where tenant_id = ?"
                .formatted(table)
            + " and received_at < ? order by tenant_id, received_at fetch first ? rows only)"
            + " as oldest";
    remove = "delete from %s where tenant_id = ? and received_at <= ?".formatted(table);
  }

  /**
   * When the last of the oldest receipts came, as many as {@code limit} or those of a whole push
   * more; empty if all are younger than {@code keptFrom}.
   */
  Optional<Stamp> lastOfOldest(Connection connection, String tenantId, Stamp keptFrom, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(oldest)) {
      select.setString(1, tenantId);
      select.setLong(2, keptFrom.micros());
      select.setInt(3, limit);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        long micros = row.getLong(1);
        return row.wasNull() ? Optional.empty() : Optional.of(Stamp.ofMicros(micros));
      }
    }
  }

  /**
   * Removes what came up to a time.
   *
   * @return how many
   */
  int remove(Connection connection, String tenantId, Stamp upTo) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(remove)) {
      delete.setString(1, tenantId);
      delete.setLong(2, upTo.micros());
      return delete.executeUpdate();
    }
  }
}
