package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.SyncedEntity;

/** A building, which holds properties. */
@Entity
@Table(name = "buildings")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Building extends SyncedEntity {

  @NotNull
  @Size(min = 1, max = 255)
  @Column(name = "name")
  protected String name;

  @Size(max = 4000)
  @Column(name = "address")
  protected @Nullable String address;

  @Size(max = 4000)
  @Column(name = "description")
  protected @Nullable String description;
}
