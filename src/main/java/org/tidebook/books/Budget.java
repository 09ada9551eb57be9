package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.CalendarMonth;
import org.tidebook.sync.entity.CurrencyCode;
import org.tidebook.sync.entity.Reference;
import org.tidebook.sync.entity.SyncedEntity;

/** What may be spent, or should come in, in one month. */
@Entity
@Table(name = "budgets")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Budget extends SyncedEntity {

  @NotNull
  @CalendarMonth
  @Column(name = "period")
  protected String period;

  @NotNull
  @Reference("categories")
  @Column(name = "category_id")
  protected String categoryId;

  @NotNull
  @Digits(integer = 15, fraction = 4)
  @Column(name = "amount")
  protected BigDecimal amount;

  @NotNull
  @CurrencyCode
  @Column(name = "currency")
  protected String currency;

  @Reference("projects")
  @Column(name = "project_id")
  protected @Nullable String projectId;

  @Reference("properties")
  @Column(name = "property_id")
  protected @Nullable String propertyId;
}
