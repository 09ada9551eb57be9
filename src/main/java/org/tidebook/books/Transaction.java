package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.Conflicts;
import org.tidebook.sync.entity.CurrencyCode;
import org.tidebook.sync.entity.OneOf;
import org.tidebook.sync.entity.Reference;
import org.tidebook.sync.entity.SyncedEntity;

/** Money that moved: in, out, or from one account to another. */
@Entity
@Table(name = "transactions")
@Conflicts(
    value = Conflicts.Strategy.FIELD_MERGE,
    review = {"amount", "currency", "date", "contactId", "accountId", "toAccountId"})
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Transaction extends SyncedEntity {

  @NotNull
  @Column(name = "date")
  protected LocalDate date;

  @NotNull
  @OneOf({"income", "expense", "transfer"})
  @Column(name = "kind")
  protected String kind;

  @NotNull
  @Digits(integer = 15, fraction = 4)
  @DecimalMin(value = "0", inclusive = false)
  @Column(name = "amount")
  protected BigDecimal amount;

  @NotNull
  @CurrencyCode
  @Column(name = "currency")
  protected String currency;

  @NotNull
  @Reference("accounts")
  @Column(name = "account_id")
  protected String accountId;

  @Reference("accounts")
  @Column(name = "to_account_id")
  protected @Nullable String toAccountId;

  @Reference("contacts")
  @Column(name = "contact_id")
  protected @Nullable String contactId;

  @Reference("categories")
  @Column(name = "category_id")
  protected @Nullable String categoryId;

  @Reference("invoices")
  @Column(name = "invoice_id")
  protected @Nullable String invoiceId;

  @Reference("bills")
  @Column(name = "bill_id")
  protected @Nullable String billId;

  @Reference("properties")
  @Column(name = "property_id")
  protected @Nullable String propertyId;

  @Reference("units")
  @Column(name = "unit_id")
  protected @Nullable String unitId;

  @Reference("projects")
  @Column(name = "project_id")
  protected @Nullable String projectId;

  @Size(max = 4000)
  @Column(name = "description")
  protected @Nullable String description;

  @Size(max = 255)
  @Column(name = "reference")
  protected @Nullable String reference;
}
