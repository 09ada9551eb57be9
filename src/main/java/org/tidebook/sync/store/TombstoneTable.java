package org.tidebook.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;

/** The tombstones of one entity type: finds old ones by their change stamp and removes them. */
final class TombstoneTable {

  /**
   * One tombstone.
   *
   * @param changedAt its change stamp: a record that was revived meanwhile has another
   */
  record Tombstone(String id, Stamp changedAt) {}

  private static final String BETWEEN =
      " from %s where tenant_id = ? and changed_at > ? and changed_at <= ?"
          + " and deleted_at is not null";

  private final String newest;
  private final String find;
  private final String remove;

  TombstoneTable(EntityType type) {
    String between = BETWEEN.formatted(type.name());
    newest = "select max(changed_at)" + between;
    find =
        "select id, changed_at"
            + between
            + " order by tenant_id, changed_at fetch first ? rows only";
    remove =
        "delete from %s where tenant_id = ? and id = ? and changed_at = ?".formatted(type.name());
  }

  /** The last change stamp of a tombstone with {@code after < change stamp ≤ upTo}, if any. */
  Optional<Stamp> newest(Connection connection, String tenantId, Stamp after, Stamp upTo)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(newest)) {
      setBounds(select, tenantId, after, upTo);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        long micros = row.getLong(1);
        return row.wasNull() ? Optional.empty() : Optional.of(Stamp.ofMicros(micros));
      }
    }
  }

  /** The first tombstones with {@code after < change stamp ≤ upTo}, in that order. */
  List<Tombstone> find(Connection connection, String tenantId, Stamp after, Stamp upTo, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(find)) {
      setBounds(select, tenantId, after, upTo);
      select.setInt(4, limit);
      List<Tombstone> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Tombstone(row.getString(1), Stamp.ofMicros(row.getLong(2))));
        }
      }
      return found;
    }
  }

  /**
   * Removes those that are still as they were found.
   *
   * @return how many
   */
  int remove(Connection connection, String tenantId, List<Tombstone> tombstones)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(remove)) {
      for (Tombstone tombstone : tombstones) {
        delete.setString(1, tenantId);
        delete.setString(2, tombstone.id());
        delete.setLong(3, tombstone.changedAt().micros());
        delete.addBatch();
      }
      int removed = 0;
      for (int rows : delete.executeBatch()) {
        removed += rows;
      }
      return removed;
    }
  }

  private static void setBounds(
      PreparedStatement statement, String tenantId, Stamp after, Stamp upTo) throws SQLException {
    statement.setString(1, tenantId);
    statement.setLong(2, after.micros());
    statement.setLong(3, upTo.micros());
  }
}
