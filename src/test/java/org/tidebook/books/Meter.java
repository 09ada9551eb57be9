package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.OneOf;
import org.tidebook.sync.entity.Reference;
import org.tidebook.sync.entity.SyncedEntity;

/** A meter in a unit, and what it showed last. */
@Entity
@Table(name = "meters")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Meter extends SyncedEntity {

  @NotNull
  @Size(min = 1, max = 255)
  @Column(name = "number")
  protected String number;

  @NotNull
  @OneOf({"water", "electricity", "gas", "heat"})
  @Column(name = "kind")
  protected String kind;

  @NotNull
  @Reference("units")
  @Column(name = "unit_id")
  protected String unitId;

  @Digits(integer = 12, fraction = 3)
  @PositiveOrZero
  @Column(name = "last_reading")
  protected @Nullable BigDecimal lastReading;

  @Column(name = "read_on")
  protected @Nullable LocalDate readOn;

  @Size(max = 4000)
  @Column(name = "notes")
  protected @Nullable String notes;
}
