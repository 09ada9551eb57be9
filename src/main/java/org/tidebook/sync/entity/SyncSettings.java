package org.tidebook.sync.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * How a tenant wants to sync. It is a record like any other, so devices learn of a change with
 * their next pull, offline ones when they are back.
 */
@Entity
@Table(name = "sync_settings")
@Label("Sync settings")
@OnePerTenant
@OwnerOnly
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class SyncSettings extends SyncedEntity {

  /** Which rule decides conflicts of which type; what has no entry is {@code last_write_wins}. */
  @NotNull
  @Size(max = 16000)
  @ConflictStrategies
  @Column(name = "strategies")
  protected String strategies;
}
