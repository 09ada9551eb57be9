package org.tidebook.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.SyncedEntity;

/** The table of one entity type: reads and writes whole records, in batches. */
public final class RecordTable {

  private final RecordColumns columns;
  private final String select;
  private final String insert;
  private final String update;

  RecordTable(EntityType type) {
    this.columns = new RecordColumns(type);
    this.select = "select " + columns.names() + " from " + type.name() + " where tenant_id = ?";
    this.insert =
        "insert into %s (%s) values (%s)"
            .formatted(type.name(), columns.names(), columns.placeholders());
    this.update =
        "update %s set %s where tenant_id = ? and id = ?"
            .formatted(type.name(), columns.assignments());
  }

  /** The records with these ids, tombstones too, by id. */
  Map<String, SyncedEntity> find(Connection connection, String tenantId, Collection<String> ids)
      throws SQLException {
    Map<String, SyncedEntity> found = new HashMap<>();
    for (InList part : InList.of(ids)) {
      String sql = select + " and id in " + part.placeholders();
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        query.setString(1, tenantId);
        part.set(query, 2);
        for (SyncedEntity record : read(query)) {
          found.put(record.envelope().id(), record);
        }
      }
    }
    return found;
  }

  /**
   * The first {@code limit} records with {@code after < change stamp ≤ upTo}, in that order.
   *
   * @param tombstonesAfter tombstones up to this change stamp are left out
   */
  List<SyncedEntity> changed(
      Connection connection,
      String tenantId,
      Stamp after,
      Stamp upTo,
      @Nullable Stamp tombstonesAfter,
      int limit)
      throws SQLException {
    String sql =
        select
            + " and changed_at > ? and changed_at <= ?"
            + (tombstonesAfter == null ? "" : " and (deleted_at is null or changed_at > ?)")
            + " order by changed_at fetch first ? rows only";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      int parameter = 1;
      query.setString(parameter++, tenantId);
      query.setLong(parameter++, after.micros());
      query.setLong(parameter++, upTo.micros());
      if (tombstonesAfter != null) {
        query.setLong(parameter++, tombstonesAfter.micros());
      }
      query.setInt(parameter, limit);
      query.setFetchSize(limit);
      return read(query);
    }
  }

  void insert(Connection connection, List<SyncedEntity> records) throws SQLException {
    write(connection, insert, records, false);
  }

  /** Writes every column, so that one statement serves all records (S4). */
  void update(Connection connection, List<SyncedEntity> records) throws SQLException {
    write(connection, update, records, true);
  }

  private void write(
      Connection connection, String sql, List<SyncedEntity> records, boolean keyAgain)
      throws SQLException {
    if (records.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (SyncedEntity record : records) {
        int next = columns.set(statement, record);
        if (keyAgain) {
          statement.setString(next, record.envelope().tenantId());
          statement.setString(next + 1, record.envelope().id());
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private List<SyncedEntity> read(PreparedStatement query) throws SQLException {
    List<SyncedEntity> records = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        records.add(columns.read(row));
      }
    }
    return records;
  }
}
