/**
 * Tenants, users, and who is calling.
 *
 * <ol>
 *   <li>D1: the tenant of a request comes from the sign-in alone, never from a path, body or
 *       header.
 *   <li>D2: no token and no password is stored or logged, only their hashes.
 *   <li>D3: an unknown email and a wrong password have the same answer, in the same time.
 *   <li>D4: without {@link org.tidebook.identity.Public} a resource method needs a sign-in; nothing
 *       is public by being forgotten.
 * </ol>
 *
 * <p>{@code sync} meets this package only as {@link org.tidebook.sync.store.Caller}.
 */
@NullMarked
package org.tidebook.identity;

import org.jspecify.annotations.NullMarked;
