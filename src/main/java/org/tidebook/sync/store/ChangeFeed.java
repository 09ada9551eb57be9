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
    Head head = new Head(clock.changedAt(), false, Set.of());
    if (clock.changedAt().isAfter(query.since())) {
      head =
          query.limit() <= SORTED_ENTRIES
              ? head(connection, tenantId, query, clock.changedAt())
              : largeHead(connection, tenantId, query, clock.changedAt());
    }
    return new FeedPage(
        database, tables, tenantId, query, clock, initial, head.bound, head.hasMore, head.changed);
  }

  /**
   * What is known of a page before its records are read.
   *
   * @param bound the change stamp of the last record that fits
   * @param changed the types that may have records in the page, so that the others need not be
   *     asked
   */
  private record Head(Stamp bound, boolean hasMore, Set<EntityType> changed) {}

  /**
   * In one query, which reads indexes alone, of each type at most one entry more than fit. A type
   * that has no record now never will have: records only leave a range that is committed.
   */
  private static Head head(Connection connection, String tenantId, FeedQuery query, Stamp upTo)
      throws SQLException {
    Stamp last = upTo;
    Set<EntityType> changed = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(headSql(query.types()))) {
      select.setInt(setHeads(select, tenantId, query, upTo), query.limit() + 1);
      select.setFetchSize(query.limit() + 1);
      try (ResultSet row = select.executeQuery()) {
        for (int fit = query.limit(); row.next(); fit--) {
          if (fit == 0) {
            return new Head(last, true, changed);
          }
          changed.add(query.types().get(row.getInt(1)));
          last = Stamp.ofMicros(row.getLong(2));
        }
      }
    }
    return new Head(upTo, false, changed);
  }

  /**
   * Where more fit than should come out of the database to be counted here: counting them there
   * sorts nothing and keeps nothing. Of a page that is full some of the types may lie behind its
   * end.
   */
  private static Head largeHead(Connection connection, String tenantId, FeedQuery query, Stamp upTo)
      throws SQLException {
    long records = 0;
    Set<EntityType> changed = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(countSql(query.types()))) {
      setRanges(select, tenantId, query, upTo);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          long ofType = row.getLong(2);
          records += ofType;
          if (ofType > 0) {
            changed.add(query.types().get(row.getInt(1)));
          }
        }
      }
    }
    Stamp full = records > query.limit() ? fullPage(connection, tenantId, query, upTo) : null;
    return new Head(full == null ? upTo : full, full != null, changed);
  }

  /**
   * The change stamp of the last record that fits the page; null if all fit. Only indexes are read,
   * of each type at most one entry more than fit.
   */
  private static @Nullable Stamp fullPage(
      Connection connection, String tenantId, FeedQuery query, Stamp upTo) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(boundSql(query.types()))) {
      select.setInt(setHeads(select, tenantId, query, upTo), query.limit() - 1);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        Stamp last = Stamp.ofMicros(row.getLong(1));
        return row.next() ? last : null;
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

  /**
   * The parameters of a statement that asks each type for its first entries, one more than fit.
   *
   * @return the place of the parameter after them
   */
  private static int setHeads(
      PreparedStatement select, String tenantId, FeedQuery query, Stamp upTo) throws SQLException {
    int parameter = 1;
    for (int i = 0; i < query.types().size(); i++) {
      select.setString(parameter++, tenantId);
      select.setLong(parameter++, query.since().micros());
      select.setLong(parameter++, upTo.micros());
      select.setInt(parameter++, query.limit() + 1);
    }
    return parameter;
  }

  /** The place of each type among those asked for, and how many records it has in the range. */
  private static String countSql(List<EntityType> types) {
    return IntStream.range(0, types.size())
        .mapToObj(
            i ->
                "select %d, count(*) from %s".formatted(i, types.get(i).name())
                    + " where tenant_id = ? and changed_at > ? and changed_at <= ?")
        .collect(Collectors.joining(" union all "));
  }

  /** The place of the type among those asked for, and the stamp, of the first records of all. */
  private static String headSql(List<EntityType> types) {
    return "select type_place, changed_at from ("
        + headsSql(types)
        + ") as stamps order by changed_at fetch first ? rows only";
  }

  /** The stamp of the last record that fits, and the one after it. */
  private static String boundSql(List<EntityType> types) {
    return "select changed_at from ("
        + headsSql(types)
        + ") as stamps order by changed_at offset ? rows fetch next 2 rows only";
  }

  private static String headsSql(List<EntityType> types) {
    return IntStream.range(0, types.size())
        .mapToObj(
            i ->
                "(select %d as type_place, changed_at from %s".formatted(i, types.get(i).name())
                    + " where tenant_id = ? and changed_at > ? and changed_at <= ?"
                    + " order by changed_at fetch first ? rows only)")
        .collect(Collectors.joining(" union all "));
  }
}
