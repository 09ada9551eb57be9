package org.tidebook.sync.store;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/** Downstream: what changed after a checkpoint, in pages. */
@Dependent
public class ChangeFeed {

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
    return clocks.opened(tenantId, now, () -> database.use(c -> answer(c, tenantId, query, known)));
  }

  /** Nothing before the tenant's clock row is made. */
  private Optional<FeedAnswer> answer(
      Connection connection, String tenantId, FeedQuery query, Predicate<TenantClock> known)
      throws SQLException {
    Optional<TenantClock> opened = TenantClocks.read(connection, tenantId);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    TenantClock clock = opened.get();
    Stamp initial = query.initial();
    if (query.beginsInitialPull()) {
      initial = clock.changedAt();
    } else {
      clock.require(query.since(), initial == null ? query.since() : initial, query.feed());
    }
    return Optional.of(
        known.test(clock)
            ? new FeedAnswer.Known(clock)
            : page(connection, tenantId, query, clock, initial));
  }

  private FeedPage page(
      Connection connection,
      String tenantId,
      FeedQuery query,
      TenantClock clock,
      @Nullable Stamp initial)
      throws SQLException {
    PageHead head =
        clock.changedAt().isAfter(query.since())
            ? new PageHeads(connection, tenantId, query, clock.changedAt(), initial).read()
            : PageHead.nothing(clock.changedAt());
    return new FeedPage(database, tables, tenantId, query, clock, initial, head);
  }
}
