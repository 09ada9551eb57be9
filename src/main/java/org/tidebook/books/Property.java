package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.OneOf;
import org.tidebook.sync.entity.Reference;
import org.tidebook.sync.entity.SyncedEntity;

/** What is let or looked after as a whole: a flat, a house, a shop, a piece of land. */
@Entity
@Table(name = "properties")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Property extends SyncedEntity {

  @NotNull
  @Size(min = 1, max = 255)
  @Column(name = "name")
  protected String name;

  @Reference("buildings")
  @Column(name = "building_id")
  protected @Nullable String buildingId;

  @Reference("contacts")
  @Column(name = "owner_id")
  protected @Nullable String ownerId;

  @OneOf({"apartment", "house", "shop", "office", "land", "other"})
  @Column(name = "kind")
  protected @Nullable String kind;

  @Digits(integer = 15, fraction = 4)
  @Column(name = "monthly_service_charge")
  protected @Nullable BigDecimal monthlyServiceCharge;

  @Size(max = 4000)
  @Column(name = "description")
  protected @Nullable String description;
}
