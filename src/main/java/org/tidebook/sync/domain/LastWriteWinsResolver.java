package org.tidebook.sync.domain;

/**
 * The default rule: the newer edit stamp wins, a tie goes to remote, so that every device which
 * sees both versions keeps the same one. Where the server never had the record, local wins.
 *
 * <p>Twin of {@code webapp-client/src/sync/domain/last-write-wins-resolver.ts}; both pass {@code
 * conformance/last-write-wins.json}.
 */
public final class LastWriteWinsResolver implements ConflictResolver {

  @Override
  public String strategy() {
    return "last_write_wins";
  }

  @Override
  public ConflictResult resolve(ConflictContext context) {
    Stamp remote = context.remoteStamp();
    boolean local = remote == null || context.localStamp().isAfter(remote);
    return local ? ConflictResult.local() : ConflictResult.remote();
  }
}
