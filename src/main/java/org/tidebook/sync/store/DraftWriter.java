package org.tidebook.sync.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidebook.sync.domain.HybridClock;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.SyncedEntity;

/** Writes what a draft holds, in batches. */
final class DraftWriter {

  private final Connection connection;
  private final RecordTables tables;
  private final PushContext context;
  private final Set<RecordRef> existing;

  /**
   * @param existing the records that have a row already
   */
  DraftWriter(
      Connection connection, RecordTables tables, PushContext context, Set<RecordRef> existing) {
    this.connection = connection;
    this.tables = tables;
    this.context = context;
    this.existing = existing;
  }

  /**
   * Issues a change stamp for each new version, in the order of the changes, and writes them.
   *
   * @return the feed position after
   */
  Stamp write(Draft draft) throws SQLException {
    Stamp position = context.clock().changedAt();
    Map<EntityType, List<SyncedEntity>> inserts = new LinkedHashMap<>();
    Map<EntityType, List<SyncedEntity>> updates = new LinkedHashMap<>();
    for (Map.Entry<RecordRef, SyncedEntity> entry : draft.versions().entrySet()) {
      SyncedEntity record = entry.getValue();
      position = HybridClock.changeStamp(context.now(), position);
      record.setEnvelope(record.envelope().changedAt(position));
      RecordRef ref = entry.getKey();
      (existing.contains(ref) ? updates : inserts)
          .computeIfAbsent(ref.type(), type -> new ArrayList<>())
          .add(record);
    }
    for (Map.Entry<EntityType, List<SyncedEntity>> rows : inserts.entrySet()) {
      tables.of(rows.getKey()).insert(connection, rows.getValue());
    }
    for (Map.Entry<EntityType, List<SyncedEntity>> rows : updates.entrySet()) {
      tables.of(rows.getKey()).update(connection, rows.getValue());
    }
    return position;
  }

  /**
   * Tries one new version by itself and takes it back.
   *
   * @return whether the database takes it
   */
  boolean takes(RecordRef ref, SyncedEntity record) throws SQLException {
    RecordTable table = tables.of(ref.type());
    // As statements: in a transaction of the server, the savepoints of JDBC are out of bounds.
    execute("savepoint tried");
    try {
      if (existing.contains(ref)) {
        table.update(connection, List.of(record));
      } else {
        table.insert(connection, List.of(record));
      }
      return true;
    } catch (SQLException e) {
      if (!SqlStates.isRefusal(e)) {
        throw e;
      }
      return false;
    } finally {
      execute("rollback to savepoint tried");
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
