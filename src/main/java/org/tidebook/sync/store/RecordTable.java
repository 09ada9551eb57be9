package org.tidebook.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.SyncedEntity;

/** The table of one entity type: reads and writes whole records, in batches. */
public final class RecordTable {

  private final RecordColumns columns;
  private final String find;
  private final String changed;
  private final String insert;
  private final String update;

  RecordTable(EntityType type) {
    this.columns = new RecordColumns(type);
    String select = "select " + columns.names("stored.") + " from ";
    this.find =
        select
            + WantedIds.TABLE
            + " join %s stored on stored.tenant_id = ? and stored.id = wanted.id"
                .formatted(type.name());
    this.changed =
        select + type.name() + " stored where tenant_id = ? and changed_at > ? and changed_at <= ?";
    this.insert =
        "insert into %s (%s) values (%s)"
            .formatted(type.name(), columns.names(""), columns.placeholders());
    this.update =
        "update %s set %s where tenant_id = ? and id = ?"
            .formatted(type.name(), columns.assignments());
  }

  /** The records with these ids, tombstones too. */
  List<SyncedEntity> find(Connection connection, String tenantId, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(find)) {
      WantedIds.set(query, 1, ids);
      query.setString(2, tenantId);
      return read(query);
    }
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
        changed
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
    write(connection, insert, records);
  }

  /** Writes every column, so that one statement serves all records (S4). */
  void update(Connection connection, List<SyncedEntity> records) throws SQLException {
    write(connection, update, records);
  }

  private void write(Connection connection, String sql, List<SyncedEntity> records)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (SyncedEntity record : records) {
        columns.set(statement, record);
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
