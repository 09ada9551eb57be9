package org.tidebook.sync.store;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.SyncedEntity;

/** Reads single records and lists of them, as they are committed now. */
@Dependent
public class Records {

  private final SyncDatabase database;
  private final RecordTables tables;

  @Inject
  public Records(SyncDatabase database, RecordTables tables) {
    this.database = database;
    this.tables = tables;
  }

  /**
   * The record with this id, also a tombstone; null where there is none.
   *
   * @param id UUID in capital or small letters
   * @throws DatabaseFailure if the database fails
   */
  public @Nullable SyncedEntity find(String tenantId, EntityType type, String id) {
    Set<String> ids = Set.of(id.toLowerCase(Locale.ROOT));
    List<SyncedEntity> found =
        database.use(connection -> tables.of(type).find(connection, tenantId, ids));
    return found.isEmpty() ? null : found.get(0);
  }

  /**
   * The records that a query asks for.
   *
   * @throws DatabaseFailure if the database fails
   */
  public RecordList list(String tenantId, RecordQuery query) {
    String search = query.search();
    String after = query.after();
    String from = after == null ? "" : after.toLowerCase(Locale.ROOT);
    String pattern = search == null ? null : PlainTextPattern.of(search);
    // One more than asked for tells whether there are more.
    List<SyncedEntity> found =
        database.use(
            connection ->
                tables
                    .of(query.type())
                    .live(connection, tenantId, from, pattern, query.limit() + 1));
    if (found.size() <= query.limit()) {
      return new RecordList(query.type(), found, null);
    }
    List<SyncedEntity> items = found.subList(0, query.limit());
    return new RecordList(query.type(), items, items.get(items.size() - 1).envelope().id());
  }
}
