package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.CurrencyCode;
import org.tidebook.sync.entity.OneOf;
import org.tidebook.sync.entity.Reference;
import org.tidebook.sync.entity.SyncedEntity;

/** An invoice that is written again and again. */
@Entity
@Table(name = "recurring_invoices")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class RecurringInvoice extends SyncedEntity {

  @NotNull
  @Reference("contacts")
  @Column(name = "contact_id")
  protected String contactId;

  @Reference("rental_agreements")
  @Column(name = "rental_agreement_id")
  protected @Nullable String rentalAgreementId;

  @NotNull
  @Digits(integer = 15, fraction = 4)
  @Column(name = "amount")
  protected BigDecimal amount;

  @NotNull
  @CurrencyCode
  @Column(name = "currency")
  protected String currency;

  @NotNull
  @OneOf({"monthly", "quarterly", "yearly"})
  @Column(name = "frequency")
  protected String frequency;

  @NotNull
  @Column(name = "next_date")
  protected LocalDate nextDate;

  @Column(name = "active")
  protected @Nullable Boolean active;

  @Size(max = 4000)
  @Column(name = "description")
  protected @Nullable String description;
}
