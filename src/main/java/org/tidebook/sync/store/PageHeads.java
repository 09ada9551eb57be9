package org.tidebook.sync.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;

/**
 * Where a page ends, over all types together. Tombstones that an initial pull leaves out take their
 * places in it, so that indexes alone are read; but a page of nothing else, which would look like
 * the last one, is passed over.
 */
final class PageHeads {

  /** Up to so many entries the database sorts at once; more are counted first. */
  private static final int SORTED_ENTRIES = 10_000;

  private static final String IN_RANGE =
      " where tenant_id = ? and changed_at > ? and changed_at <= ?";

  private static final String DELIVERED =
      " and (deleted_at is null or changed_at > ?) fetch first 1 row only";

  private final Connection connection;
  private final String tenantId;
  private final FeedQuery query;
  private final Stamp upTo;
  private final @Nullable Stamp initial;
  private Stamp since;

  /**
   * @param upTo the position: nothing after it is committed
   * @param initial tombstones up to this change stamp are left out; null leaves none out
   */
  PageHeads(
      Connection connection,
      String tenantId,
      FeedQuery query,
      Stamp upTo,
      @Nullable Stamp initial) {
    this.connection = connection;
    this.tenantId = tenantId;
    this.query = query;
    this.upTo = upTo;
    this.initial = initial;
    this.since = query.since();
  }

  PageHead read() throws SQLException {
    PageHead head = next();
    while (head.hasMore() && initial != null && isEmpty(head, initial)) {
      since = head.bound();
      head = next();
    }
    return head;
  }

  private PageHead next() throws SQLException {
    return query.limit() <= SORTED_ENTRIES ? sorted() : counted();
  }

  /** Whether there is nothing but tombstones up to the bound; usually the first row tells. */
  private boolean isEmpty(PageHead head, Stamp tombstonesAfter) throws SQLException {
    String sql =
        head.changed().stream()
            .map(type -> "(select 1 from " + type.name() + IN_RANGE + DELIVERED + ")")
            .collect(Collectors.joining(" union all "));
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int parameter = 1;
      for (int i = 0; i < head.changed().size(); i++) {
        parameter = setRange(select, parameter, head.bound());
        select.setLong(parameter++, tombstonesAfter.micros());
      }
      try (ResultSet row = select.executeQuery()) {
        return !row.next();
      }
    }
  }

  /**
   * In one query, of each type at most one entry more than fit. A type that has no record now never
   * will have: records only leave a range that is committed.
   */
  private PageHead sorted() throws SQLException {
    Stamp last = upTo;
    Set<EntityType> changed = new HashSet<>();
    String sql =
        "select type_place, changed_at from ("
            + firstOfEachType()
            + ") as stamps order by changed_at fetch first %d rows only"
                .formatted(query.limit() + 1);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      setRanges(select);
      select.setFetchSize(query.limit() + 1);
      try (ResultSet row = select.executeQuery()) {
        for (int fit = query.limit(); row.next(); fit--) {
          if (fit == 0) {
            return new PageHead(last, true, changed);
          }
          changed.add(query.types().get(row.getInt(1)));
          last = Stamp.ofMicros(row.getLong(2));
        }
      }
    }
    return new PageHead(upTo, false, changed);
  }

  /**
   * Where more fit than should come out of the database to be counted here: counting them there
   * sorts nothing and keeps nothing. Of a page that is full some of the types may lie behind its
   * end.
   */
  private PageHead counted() throws SQLException {
    long records = 0;
    Set<EntityType> changed = new HashSet<>();
    String sql = ofEachType("select %d, count(*) from %s", "");
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      setRanges(select);
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
    Stamp full = records > query.limit() ? lastThatFits() : null;
    return new PageHead(full == null ? upTo : full, full != null, changed);
  }

  /** The change stamp of the last record that fits the page; null if all fit. */
  private @Nullable Stamp lastThatFits() throws SQLException {
    String sql =
        "select changed_at from ("
            + firstOfEachType()
            + ") as stamps order by changed_at offset %d rows fetch next 2 rows only"
                .formatted(query.limit() - 1);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      setRanges(select);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        Stamp last = Stamp.ofMicros(row.getLong(1));
        return row.next() ? last : null;
      }
    }
  }

  /**
   * The place of each type among those asked for, and the stamps of its first records. The limit is
   * written out: H2 gives the last answer of a subquery again without looking at a limit that is a
   * parameter. The order names the tenant, although there is one only, because H2 otherwise sorts
   * the tenant's whole range anew for each page instead of reading the index up to the limit.
   */
  private String firstOfEachType() {
    return ofEachType(
        "(select %d as type_place, changed_at from %s",
        " order by tenant_id, changed_at fetch first %d rows only)".formatted(query.limit() + 1));
  }

  private String ofEachType(String before, String after) {
    return IntStream.range(0, query.types().size())
        .mapToObj(
            place -> before.formatted(place, query.types().get(place).name()) + IN_RANGE + after)
        .collect(Collectors.joining(" union all "));
  }

  /** The parameters of a statement that asks each type for the same range of change stamps. */
  private void setRanges(PreparedStatement select) throws SQLException {
    int parameter = 1;
    for (int i = 0; i < query.types().size(); i++) {
      parameter = setRange(select, parameter, upTo);
    }
  }

  private int setRange(PreparedStatement select, int first, Stamp last) throws SQLException {
    select.setString(first, tenantId);
    select.setLong(first + 1, since.micros());
    select.setLong(first + 2, last.micros());
    return first + 3;
  }
}
