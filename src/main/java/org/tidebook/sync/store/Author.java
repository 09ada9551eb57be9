package org.tidebook.sync.store;

/**
 * Who makes the changes of a push, from the sign-in and never from input.
 *
 * @param tenantId whose records
 * @param userId becomes {@code updatedBy}
 * @param owner whether records of types that are the owner's alone may be changed
 */
public record Author(String tenantId, String userId, boolean owner) {

  /** The caller of the current request. */
  public static Author of(Caller caller) {
    return new Author(caller.tenantId(), caller.userId(), caller.isOwner());
  }
}
