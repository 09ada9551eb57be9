package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.Reference;
import org.tidebook.sync.entity.SyncedEntity;

/** A part of a project or of a property that is let or sold by itself. */
@Entity
@Table(name = "units")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Unit extends SyncedEntity {

  @NotNull
  @Size(min = 1, max = 255)
  @Column(name = "name")
  protected String name;

  @Reference("projects")
  @Column(name = "project_id")
  protected @Nullable String projectId;

  @Reference("properties")
  @Column(name = "property_id")
  protected @Nullable String propertyId;

  @Reference("contacts")
  @Column(name = "owner_id")
  protected @Nullable String ownerId;

  @Size(max = 255)
  @Column(name = "floor")
  protected @Nullable String floor;

  @Digits(integer = 15, fraction = 4)
  @Column(name = "area")
  protected @Nullable BigDecimal area;

  @Digits(integer = 15, fraction = 4)
  @Column(name = "sale_price")
  protected @Nullable BigDecimal salePrice;

  @Size(max = 4000)
  @Column(name = "description")
  protected @Nullable String description;
}
