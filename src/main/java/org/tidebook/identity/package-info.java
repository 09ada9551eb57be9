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
 *   <li>D5: what a personal access token can do ends when it is revoked: it makes no tokens and
 *       adds no members.
 *   <li>D6: a removed member is locked out at once; only id and name stay, for the records that
 *       name their editor.
 *   <li>D7: a device is what a header says, so it is shown to its user and decides nothing.
 * </ol>
 *
 * <p>{@code sync} meets this package only as {@link org.tidebook.sync.store.Caller}, and tells it
 * what devices do by the event {@link org.tidebook.sync.store.Synced}.
 */
@NullMarked
package org.tidebook.identity;

import org.jspecify.annotations.NullMarked;
