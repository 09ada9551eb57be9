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
import org.tidebook.sync.entity.Conflicts;
import org.tidebook.sync.entity.CurrencyCode;
import org.tidebook.sync.entity.OneOf;
import org.tidebook.sync.entity.Reference;
import org.tidebook.sync.entity.SyncedEntity;

/** What a contact owes. */
@Entity
@Table(name = "invoices")
@Conflicts(
    value = Conflicts.Strategy.FIELD_MERGE,
    review = {"amount", "currency", "issueDate", "dueDate", "contactId"})
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Invoice extends SyncedEntity {

  @NotNull
  @Size(min = 1, max = 255)
  @Column(name = "number")
  protected String number;

  @NotNull
  @Reference("contacts")
  @Column(name = "contact_id")
  protected String contactId;

  @NotNull
  @OneOf({"rent", "service", "sale", "deposit", "other"})
  @Column(name = "kind")
  protected String kind;

  @NotNull
  @Column(name = "issue_date")
  protected LocalDate issueDate;

  @Column(name = "due_date")
  protected @Nullable LocalDate dueDate;

  @NotNull
  @Digits(integer = 15, fraction = 4)
  @Column(name = "amount")
  protected BigDecimal amount;

  @NotNull
  @CurrencyCode
  @Column(name = "currency")
  protected String currency;

  @NotNull
  @OneOf({"draft", "open", "void"})
  @Column(name = "status")
  protected String status;

  @Reference("rental_agreements")
  @Column(name = "rental_agreement_id")
  protected @Nullable String rentalAgreementId;

  @Reference("properties")
  @Column(name = "property_id")
  protected @Nullable String propertyId;

  @Reference("units")
  @Column(name = "unit_id")
  protected @Nullable String unitId;

  @Reference("projects")
  @Column(name = "project_id")
  protected @Nullable String projectId;

  @Reference("categories")
  @Column(name = "category_id")
  protected @Nullable String categoryId;

  @Size(max = 4000)
  @Column(name = "description")
  protected @Nullable String description;
}
