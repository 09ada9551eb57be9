package org.tidebook.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.tidebook.sync.domain.Stamp;

/** The receipts of one tenant's changes, and of its groups. */
final class Receipts {

  private static final String FIND =
      "select change_id, content_hash, status, updated_at, created, errors from "
          + WantedIds.TABLE
          + " join sync_receipt on tenant_id = ? and change_id = wanted.id";
  private static final String ADD =
      "insert into sync_receipt"
          + " (tenant_id, change_id, content_hash, status, updated_at, created, errors, received_at)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String FIND_GROUPS =
      "select group_id, members_hash from "
          + WantedIds.TABLE
          + " join sync_group_receipt on tenant_id = ? and group_id = wanted.id";
  private static final String ADD_GROUP =
      "insert into sync_group_receipt (tenant_id, group_id, members_hash, received_at)"
          + " values (?, ?, ?, ?)";

  private final Connection connection;
  private final String tenantId;

  Receipts(Connection connection, String tenantId) {
    this.connection = connection;
    this.tenantId = tenantId;
  }

  /** Those that exist, by key. */
  Map<String, Receipt> find(Collection<String> keys) throws SQLException {
    Map<String, Receipt> found = new HashMap<>();
    if (keys.isEmpty()) {
      return found;
    }
    try (PreparedStatement query = connection.prepareStatement(FIND)) {
      WantedIds.set(query, 1, keys);
      query.setString(2, tenantId);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Receipt receipt = read(row);
          found.put(receipt.key(), receipt);
        }
      }
    }
    return found;
  }

  /**
   * @param receivedAt server time: receipts are kept for the retention time from then on
   */
  void add(Collection<Receipt> receipts, Stamp receivedAt) throws SQLException {
    if (receipts.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      for (Receipt receipt : receipts) {
        Stamp updatedAt = receipt.updatedAt();
        insert.setString(1, tenantId);
        insert.setString(2, receipt.key());
        insert.setString(3, receipt.contentHash());
        insert.setString(4, receipt.status());
        if (updatedAt == null) {
          insert.setNull(5, Types.BIGINT);
        } else {
          insert.setLong(5, updatedAt.micros());
        }
        insert.setBoolean(6, receipt.created());
        insert.setString(7, receipt.errors());
        insert.setLong(8, receivedAt.micros());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** The hash of the members of each group that was applied, by group. */
  Map<String, String> findGroups(Collection<String> groups) throws SQLException {
    Map<String, String> found = new HashMap<>();
    if (groups.isEmpty()) {
      return found;
    }
    try (PreparedStatement query = connection.prepareStatement(FIND_GROUPS)) {
      WantedIds.set(query, 1, groups);
      query.setString(2, tenantId);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.put(row.getString(1), row.getString(2));
        }
      }
    }
    return found;
  }

  void addGroups(Map<String, String> membersHashByGroup, Stamp receivedAt) throws SQLException {
    if (membersHashByGroup.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(ADD_GROUP)) {
      for (Map.Entry<String, String> group : membersHashByGroup.entrySet()) {
        insert.setString(1, tenantId);
        insert.setString(2, group.getKey());
        insert.setString(3, group.getValue());
        insert.setLong(4, receivedAt.micros());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static Receipt read(ResultSet row) throws SQLException {
    long micros = row.getLong(4);
    Stamp updatedAt = row.wasNull() ? null : Stamp.ofMicros(micros);
    return new Receipt(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        updatedAt,
        row.getBoolean(5),
        row.getString(6));
  }
}
