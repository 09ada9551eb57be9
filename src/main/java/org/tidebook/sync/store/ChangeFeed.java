package org.tidebook.sync.store;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;

/** Downstream: what changed after a checkpoint, in pages. */
@Dependent
public class ChangeFeed {

  /** Up to so many index entries the database sorts at once; more are counted first. */
  private static final int SORTED_ENTRIES = 10_000;

  private final SyncDatabase database;
  private final RecordTables tables;
  private final TenantClocks clocks;

  @Inject
  public ChangeFeed(SyncDatabase database, RecordTables tables, TenantOpening opening) {
    this(database, tables, opening::open);
  }

  /** For use without a server. */
  ChangeFeed(SyncDatabase database, RecordTables tables, TenantClocks.Opening opening) {
    this.database = database;
    this.tables = tables;
    this.clocks = new TenantClocks(opening);
  }

  /**
   * Reads the committed clock and fixes the bounds of the next page (S2).
   *
   * @param now server time
   * @param known asked with the clock before anything else is read: whether the caller has the page
   * @throws ResyncRequired if the checkpoint cannot be gone on from
   * @throws DatabaseFailure if the database fails
   */
  public FeedAnswer page(
      String tenantId, FeedQuery query, Stamp now, Predicate<TenantClock> known) {
    return database.use(
        connection -> {
          TenantClock clock = clocks.opened(tenantId, now, () -> clocks.read(connection, tenantId));
          Stamp initial = query.initial();
          if (query.beginsInitialPull()) {
            initial = clock.changedAt();
          } else {
            clock.require(query.since(), initial == null ? query.since() : initial, query.feed());
          }
          return known.test(clock)
              ? new FeedAnswer.Known(clock)
              : page(connection, tenantId, query, clock, initial);
        });
  }

  private FeedPage page(
      Connection connection,
      String tenantId,
      FeedQuery query,
      TenantClock clock,
      @Nullable Stamp initial)
      throws SQLException {
    Stamp bound = clock.changedAt();
    boolean hasMore = false;
    Set<EntityType> changed = Set.of();
    if (bound.isAfter(query.since())) {
      Stamp full = fullPage(connection, tenantId, query, bound);
      if (full != null) {
        bound = full;
        hasMore = true;
      }
      changed = changedTypes(connection, tenantId, query, bound);
    }
    return new FeedPage(database, tables, tenantId, query, clock, initial, bound, hasMore, changed);
  }

  /**
   * The types that have records up to a stamp, so that the others need not be asked one by one. A
   * type that has none now never will: records only leave a range of stamps that is committed.
   */
  private static Set<EntityType> changedTypes(
      Connection connection, String tenantId, FeedQuery query, Stamp upTo) throws SQLException {
    List<EntityType> types = query.types();
    String sql =
        IntStream.range(0, types.size())
            .mapToObj(
                i ->
                    "select %d where exists (select 1 from %s".formatted(i, types.get(i).name())
                        + " where tenant_id = ? and changed_at > ? and changed_at <= ?)")
            .collect(Collectors.joining(" union all "));
    Set<EntityType> changed = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      setRanges(select, tenantId, query, upTo);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          changed.add(types.get(row.getInt(1)));
        }
      }
    }
    return changed;
  }

  /**
   * The change stamp of the last record that fits the page; null if all fit. Only indexes are read,
   * of each type at most one entry more than fit.
   */
  private static @Nullable Stamp fullPage(
      Connection connection, String tenantId, FeedQuery query, Stamp upTo) throws SQLException {
    if (query.limit() > SORTED_ENTRIES
        && count(connection, tenantId, query, upTo) <= query.limit()) {
      return null;
    }
    try (PreparedStatement select = connection.prepareStatement(boundSql(query.types()))) {
      int parameter = 1;
      for (int i = 0; i < query.types().size(); i++) {
        select.setString(parameter++, tenantId);
        select.setLong(parameter++, query.since().micros());
        select.setLong(parameter++, upTo.micros());
        select.setInt(parameter++, query.limit() + 1);
      }
      select.setInt(parameter, query.limit() - 1);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        Stamp last = Stamp.ofMicros(row.getLong(1));
        return row.next() ? last : null;
      }
    }
  }

  /** How many records there are up to a stamp: counting them sorts nothing and keeps nothing. */
  private static long count(Connection connection, String tenantId, FeedQuery query, Stamp upTo)
      throws SQLException {
    String each =
        "select count(*) as records from %s"
            + " where tenant_id = ? and changed_at > ? and changed_at <= ?";
    String sql =
        query.types().stream()
            .map(type -> each.formatted(type.name()))
            .collect(
                Collectors.joining(
                    " union all ", "select sum(records) from (", ") as records_of_types"));
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      setRanges(select, tenantId, query, upTo);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The parameters of a statement that asks each type for the same range of change stamps. */
  private static void setRanges(
      PreparedStatement select, String tenantId, FeedQuery query, Stamp upTo) throws SQLException {
    int parameter = 1;
    for (int i = 0; i < query.types().size(); i++) {
      select.setString(parameter++, tenantId);
      select.setLong(parameter++, query.since().micros());
      select.setLong(parameter++, upTo.micros());
    }
  }

  /** The stamp of the last record that fits, and the one after it. */
  private static String boundSql(List<EntityType> types) {
    String each =
        "(select changed_at from %s where tenant_id = ? and changed_at > ? and changed_at <= ?"
            + " order by changed_at fetch first ? rows only)";
    return types.stream()
        .map(type -> each.formatted(type.name()))
        .collect(
            Collectors.joining(
                " union all ",
                "select changed_at from (",
                ") as stamps order by changed_at offset ? rows fetch next 2 rows only"));
  }
}
