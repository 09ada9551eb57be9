package org.tidebook.sync.store;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.SyncedEntity;

/**
 * One page of the feed: its bounds are known, its records are read while they are taken, at most
 * 1,000 at a time. So no page is ever in memory, and nothing is open between two parts (S6).
 */
public final class FeedPage implements FeedAnswer {

  private static final int ROWS_AT_A_TIME = 1_000;

  private final SyncDatabase database;
  private final RecordTables tables;
  private final String tenantId;
  private final FeedQuery query;
  private final TenantClock clock;
  private final @Nullable Stamp initial;
  private final PageHead head;
  private long records;

  /**
   * @param initial the position at which the initial pull began; null outside of one
   */
  FeedPage(
      SyncDatabase database,
      RecordTables tables,
      String tenantId,
      FeedQuery query,
      TenantClock clock,
      @Nullable Stamp initial,
      PageHead head) {
    this.database = database;
    this.tables = tables;
    this.tenantId = tenantId;
    this.query = query;
    this.clock = clock;
    this.initial = initial;
    this.head = head;
  }

  @Override
  public TenantClock clock() {
    return clock;
  }

  public Stamp since() {
    return query.since();
  }

  /** The checkpoint that a device has reached with this page. */
  public Stamp updatedAt() {
    return head.hasMore() ? head.bound() : clock.changedAt();
  }

  public boolean hasMore() {
    return head.hasMore();
  }

  public String feed() {
    return clock.feed();
  }

  /** What the next page has to be asked for with; null outside of an initial pull. */
  public @Nullable Stamp initial() {
    return head.hasMore() ? initial : null;
  }

  public List<EntityType> types() {
    return query.types();
  }

  /** How many records were handed on so far. */
  public long records() {
    return records;
  }

  /** Whether it is known without reading that the page has no records. */
  public boolean isEmpty() {
    return head.changed().isEmpty();
  }

  /**
   * Hands on the page's records of one type, in the order of their change stamps. A record that
   * moves past the page meanwhile comes with a later one.
   *
   * @throws DatabaseFailure if the database fails
   */
  public void read(EntityType type, Consumer<SyncedEntity> taker) {
    if (!head.changed().contains(type)) {
      return;
    }
    RecordTable table = tables.of(type);
    Stamp bound = head.bound();
    Stamp after = query.since();
    while (bound.isAfter(after)) {
      Stamp from = after;
      List<SyncedEntity> rows =
          database.use(
              connection ->
                  table.changed(connection, tenantId, from, bound, initial, ROWS_AT_A_TIME));
      rows.forEach(taker);
      records += rows.size();
      if (rows.size() < ROWS_AT_A_TIME) {
        return;
      }
      after = rows.get(rows.size() - 1).envelope().changedAt();
    }
  }
}
