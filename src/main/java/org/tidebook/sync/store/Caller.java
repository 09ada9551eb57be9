package org.tidebook.sync.store;

/**
 * Who asks for the work of the current request: the only way in which {@code sync} learns of users.
 *
 * <p>The application provides it as a request-scoped bean. All are answers about a caller who is
 * signed in; asked without one, the implementation throws instead of inventing a tenant.
 */
public interface Caller {

  /** The tenant whose records this request may see, taken from the sign-in and never from input. */
  String tenantId();

  /** The user who makes the edits of this request; it becomes {@code updatedBy}. */
  String userId();

  /** Whether the user may change records; a push without this right is refused as a whole. */
  boolean mayWrite();

  /** Whether the user is an owner of the tenant, who alone may change how it is set up. */
  boolean isOwner();
}
