package org.tidebook.sync.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An entity type that uses everything a field can have. */
@Entity
@Table(name = "land_parcels")
@Label("Plot")
@Conflicts(value = Conflicts.Strategy.FIELD_MERGE, review = "debt")
@SuppressWarnings("NullAway.Init")
class Parcel extends SyncedEntity {

  @NotNull
  @Size(min = 1, max = 20)
  protected String name;

  @OneOf({"field", "forest"})
  protected @Nullable String kind;

  @CurrencyCode protected @Nullable String currency;

  @Digits(integer = 15, fraction = 4)
  @DecimalMin(value = "0", inclusive = false)
  @Column(name = "sale_price")
  protected @Nullable BigDecimal salePrice;

  @Min(1)
  @Max(28)
  @Column(name = "due_day")
  protected @Nullable Integer dueDay;

  protected @Nullable Long size;
  protected @Nullable Boolean active;
  protected @Nullable LocalDate bought;

  @Reference("contacts")
  @Column(name = "owner_id")
  protected @Nullable String ownerId;

  @Label("In words")
  @Size(max = 4000)
  protected @Nullable String description;

  @Size(max = 7)
  @Pattern(regexp = "\\d{4}-\\d{2}")
  protected @Nullable String period;

  @CalendarMonth protected @Nullable String month;

  @Size(min = 3, max = 3)
  protected @Nullable String code;

  @Digits(integer = 5, fraction = 2)
  @Positive
  protected @Nullable BigDecimal weight;

  @Digits(integer = 5, fraction = 2)
  @NegativeOrZero
  protected @Nullable BigDecimal debt;

  @Email
  @Size(max = 255)
  protected @Nullable String email;

  @MachineFilled @EntityTypeName protected @Nullable String aboutType;

  @Reference(typeIn = "aboutType")
  protected @Nullable String aboutId;

  @Transient protected @Nullable Object scratch;
}
