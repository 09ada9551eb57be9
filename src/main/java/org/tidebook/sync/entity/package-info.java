/**
 * What a synced record is: the envelope, the fields, and how they go to and from JSON.
 *
 * <ol>
 *   <li>E1: a JPA class that extends {@link org.tidebook.sync.entity.SyncedEntity} is all that an
 *       entity type needs. It is read once, at the start, into an {@link
 *       org.tidebook.sync.entity.EntityType}; nothing else in {@code sync} names a field.
 *   <li>E2: a class that could hold a value that the database refuses (a text without a length, a
 *       decimal without digits) stops the start.
 *   <li>E3: a payload is merged over a copy; the stored record is never touched by a bad payload.
 *   <li>E4: nothing in a payload is dropped in silence but the envelope: an unknown field is an
 *       error.
 *   <li>E5: no message repeats a value.
 *   <li>E6: a value that names an entity type names one of the registry, or is an error.
 * </ol>
 *
 * <p>Called by {@code sync.store} and {@code sync.api}; extended by the application's entities.
 */
@NullMarked
package org.tidebook.sync.entity;

import org.jspecify.annotations.NullMarked;
