package org.tidebook.sync.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/**
 * A record that syncs. A JPA entity that extends it, with {@code @Table}, {@code @Column} names and
 * Bean Validation on its fields, is an entity type (E1); its table has the five columns below and
 * the key {@code (tenant_id, id)}.
 *
 * <p>The columns of its own fields must allow null: the tombstone of a record that the server never
 * had carries no fields. Field types are {@code String}, {@code Integer}, {@code Long}, {@code
 * BigDecimal}, {@code Boolean} and {@code LocalDate}.
 *
 * <p>Pushes write the table directly, in batches: lifecycle listeners of JPA do not see them, and a
 * shared cache must be off.
 */
@MappedSuperclass
@IdClass(RecordKey.class)
@SuppressWarnings("NullAway.Init") // the envelope is set before a record is handed on
public abstract class SyncedEntity {

  @Id
  @Column(name = "tenant_id", length = 36, nullable = false, updatable = false)
  private String tenantId;

  @Id
  @Column(name = "id", length = 36, nullable = false, updatable = false)
  private String id;

  @Column(name = "created_at", nullable = false)
  private Stamp createdAt;

  @Column(name = "updated_at", nullable = false)
  private Stamp updatedAt;

  @Column(name = "updated_by", length = 36, nullable = false)
  private String updatedBy;

  @Column(name = "deleted_at")
  private @Nullable Stamp deletedAt;

  @Column(name = "changed_at", nullable = false)
  private Stamp changedAt;

  public Envelope envelope() {
    return new Envelope(tenantId, id, createdAt, updatedAt, updatedBy, deletedAt, changedAt);
  }

  public void setEnvelope(Envelope envelope) {
    tenantId = envelope.tenantId();
    id = envelope.id();
    createdAt = envelope.createdAt();
    updatedAt = envelope.updatedAt();
    updatedBy = envelope.updatedBy();
    deletedAt = envelope.deletedAt();
    changedAt = envelope.changedAt();
  }
}
