package org.tidebook.sync.store;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidebook.sync.domain.Stamp;

/** Upstream: takes the changes that devices push. */
@Dependent
public class ChangeLog {

  private static final Logger LOG = System.getLogger(ChangeLog.class.getName());

  /** Deadlocks do not repeat for long; a caller that is told so comes again later. */
  static final int MOST_ATTEMPTS = 3;

  private final PushTransaction transaction;
  private final TenantOpening opening;
  private final Event<FeedPosition> moved;
  private final Event<PushOutcomes> counted;

  @Inject
  public ChangeLog(
      PushTransaction transaction,
      TenantOpening opening,
      Event<FeedPosition> moved,
      Event<PushOutcomes> counted) {
    this.transaction = transaction;
    this.opening = opening;
    this.moved = moved;
    this.counted = counted;
  }

  /**
   * Applies a push in one transaction. If it moves the feed, observers of {@link FeedPosition} are
   * told once that is committed.
   *
   * @param now server time
   * @throws ResyncRequired if the caller's checkpoint cannot be gone on from
   * @throws SplitGroup if a group is not whole
   * @throws DatabaseFailure if the database fails; nothing is done then
   */
  public PushResult push(Author author, PushRequest request, Stamp now) {
    PushResult result = applyAgain(author, request, now);
    Map<String, Long> outcomes = countsByStatus(result);
    LOG.log(
        Level.DEBUG,
        () ->
            "Tenant %s: pushed %s, feed at %s"
                .formatted(author.tenantId(), outcomes, result.updatedAt()));
    counted.fire(new PushOutcomes(outcomes));
    if (result.updatedAt().isAfter(result.previous())) {
      moved.fire(new FeedPosition(author.tenantId(), result.updatedAt(), result.feed()));
    }
    return result;
  }

  /** A transaction that lost against others has done nothing, and may win the next time. */
  private PushResult applyAgain(Author author, PushRequest request, Stamp now) {
    for (int attempt = 1; ; attempt++) {
      try {
        return applyOpened(author, request, now);
      } catch (DatabaseFailure e) {
        if (attempt == MOST_ATTEMPTS || !e.lostAgainstOthers()) {
          throw e;
        }
        LOG.log(
            Level.WARNING,
            "Tenant {0}: attempt {1} of a push lost against others, SQLSTATE {2}",
            author.tenantId(),
            attempt,
            e.sqlState());
      }
    }
  }

  /**
   * The clock row of a tenant is made between two transactions, of which the first has done
   * nothing.
   */
  private PushResult applyOpened(Author author, PushRequest request, Stamp now) {
    try {
      return apply(author, request, now);
    } catch (ClockMissing e) {
      opening.open(author.tenantId(), now);
      return apply(author, request, now);
    }
  }

  private PushResult apply(Author author, PushRequest request, Stamp now) {
    try {
      return transaction.push(author, request, now, false);
    } catch (RefusedByDatabase e) {
      LOG.log(
          Level.WARNING,
          "Tenant {0}: the database refused a batch of a push of {1} changes, SQLSTATE {2}",
          author.tenantId(),
          request.changes().size(),
          e.sqlState());
      return transaction.push(author, request, now, true);
    }
  }

  private static Map<String, Long> countsByStatus(PushResult result) {
    return result.outcomes().stream()
        .collect(Collectors.groupingBy(ChangeOutcome::status, TreeMap::new, Collectors.counting()));
  }
}
