package org.tidebook.sync.store;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.tidebook.sync.domain.Stamp;

/** Upstream: takes the changes that devices push. */
@Dependent
public class ChangeLog {

  private static final Logger LOG = System.getLogger(ChangeLog.class.getName());

  private final PushTransaction transaction;

  @Inject
  public ChangeLog(PushTransaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Applies a push in one transaction.
   *
   * @param tenantId whose records, from the sign-in
   * @param userId who made the edits
   * @param now server time
   * @throws ResyncRequired if the caller's checkpoint cannot be gone on from
   * @throws SplitGroup if a group is not whole
   * @throws DatabaseFailure if the database fails; nothing is done then
   */
  public PushResult push(String tenantId, String userId, PushRequest request, Stamp now) {
    try {
      return transaction.push(tenantId, userId, request, now, false);
    } catch (RefusedByDatabase e) {
      LOG.log(
          Level.WARNING,
          "Tenant {0}: the database refused a batch of a push of {1} changes, SQLSTATE {2}",
          tenantId,
          request.changes().size(),
          e.sqlState());
      return transaction.push(tenantId, userId, request, now, true);
    }
  }
}
