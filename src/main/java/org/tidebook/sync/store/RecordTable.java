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
import org.tidebook.sync.entity.FieldType;
import org.tidebook.sync.entity.SyncedEntity;

/** The table of one entity type: reads and writes whole records, in batches. */
public final class RecordTable {

  private final RecordColumns columns;
  private final String find;
  private final String changed;
  private final String live;
  private final String contains;
  private final int textFields;
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
    this.live =
        select + type.name() + " stored where tenant_id = ? and id > ? and deleted_at is null";
    List<String> texts =
        type.fields().stream()
            .filter(field -> field.type() == FieldType.TEXT)
            .map(field -> "regexp_like(stored.%s, ?)".formatted(field.column()))
            .toList();
    this.textFields = texts.size();
    this.contains = texts.isEmpty() ? "1 = 0" : String.join(" or ", texts);
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
            + " order by tenant_id, changed_at fetch first ? rows only";
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

  /**
   * The first {@code limit} records that are not deleted, by id.
   *
   * @param after the id after which they begin; the empty text for the beginning
   * @param pattern what one of the text fields must match, see {@link PlainTextPattern}; null for
   *     all records
   */
  List<SyncedEntity> live(
      Connection connection, String tenantId, String after, @Nullable String pattern, int limit)
      throws SQLException {
    String sql =
        live
            + (pattern == null ? "" : " and (" + contains + ")")
            + " order by tenant_id, id fetch first ? rows only";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      int parameter = 1;
      query.setString(parameter++, tenantId);
      query.setString(parameter++, after);
      if (pattern != null) {
        for (int i = 0; i < textFields; i++) {
          query.setString(parameter++, pattern);
        }
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
