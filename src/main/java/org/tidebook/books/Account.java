package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.CurrencyCode;
import org.tidebook.sync.entity.OneOf;
import org.tidebook.sync.entity.Reference;
import org.tidebook.sync.entity.SyncedEntity;

/** Where money is, comes from or goes to. */
@Entity
@Table(name = "accounts")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Account extends SyncedEntity {

  @NotNull
  @Size(min = 1, max = 255)
  @Column(name = "name")
  protected String name;

  @NotNull
  @OneOf({
    "bank",
    "cash",
    "receivable",
    "payable",
    "income",
    "expense",
    "asset",
    "liability",
    "equity"
  })
  @Column(name = "kind")
  protected String kind;

  @NotNull
  @CurrencyCode
  @Column(name = "currency")
  protected String currency;

  @Digits(integer = 15, fraction = 4)
  @Column(name = "opening_balance")
  protected @Nullable BigDecimal openingBalance;

  @Reference("accounts")
  @Column(name = "parent_id")
  protected @Nullable String parentId;

  @Size(max = 4000)
  @Column(name = "description")
  protected @Nullable String description;

  @Column(name = "archived")
  protected @Nullable Boolean archived;
}
