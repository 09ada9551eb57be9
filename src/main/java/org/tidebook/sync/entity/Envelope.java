package org.tidebook.sync.entity;

import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/**
 * What every synced record has beside its fields.
 *
 * @param tenantId whose record it is; never on the wire
 * @param id UUID in lower case, made by whoever created the record
 * @param createdAt edit stamp of the first change that was applied; it never changes
 * @param updatedAt edit stamp: decides who wins
 * @param updatedBy user id of the last editor
 * @param deletedAt edit stamp of the deletion; null for a live record
 * @param changedAt change stamp: orders the feed, never decides a conflict, never on the wire
 */
public record Envelope(
    String tenantId,
    String id,
    Stamp createdAt,
    Stamp updatedAt,
    String updatedBy,
    @Nullable Stamp deletedAt,
    Stamp changedAt) {

  public boolean deleted() {
    return deletedAt != null;
  }

  /** The same, committed at another change stamp. */
  public Envelope changedAt(Stamp stamp) {
    return new Envelope(tenantId, id, createdAt, updatedAt, updatedBy, deletedAt, stamp);
  }
}
