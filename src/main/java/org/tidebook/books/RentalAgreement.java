package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.CurrencyCode;
import org.tidebook.sync.entity.Label;
import org.tidebook.sync.entity.OneOf;
import org.tidebook.sync.entity.Reference;
import org.tidebook.sync.entity.SyncedEntity;

/** Who rents what, from when, and for how much. */
@Entity
@Table(name = "rental_agreements")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class RentalAgreement extends SyncedEntity {

  @NotNull
  @Size(min = 1, max = 255)
  @Column(name = "number")
  protected String number;

  @NotNull
  @Reference("properties")
  @Column(name = "property_id")
  protected String propertyId;

  @Reference("units")
  @Column(name = "unit_id")
  protected @Nullable String unitId;

  @NotNull
  @Label("Tenant")
  @Reference("contacts")
  @Column(name = "contact_id")
  protected String contactId;

  @NotNull
  @Column(name = "start_date")
  protected LocalDate startDate;

  @Column(name = "end_date")
  protected @Nullable LocalDate endDate;

  @NotNull
  @Digits(integer = 15, fraction = 4)
  @Column(name = "rent")
  protected BigDecimal rent;

  @NotNull
  @CurrencyCode
  @Column(name = "currency")
  protected String currency;

  @Digits(integer = 15, fraction = 4)
  @Column(name = "deposit")
  protected @Nullable BigDecimal deposit;

  /** The day of the month on which rent is due; every month has it. */
  @Min(1)
  @Max(28)
  @Column(name = "due_day")
  protected @Nullable Integer dueDay;

  @NotNull
  @OneOf({"draft", "active", "ended"})
  @Column(name = "status")
  protected String status;

  @Size(max = 4000)
  @Column(name = "notes")
  protected @Nullable String notes;
}
