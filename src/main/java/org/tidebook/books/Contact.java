package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.OneOf;
import org.tidebook.sync.entity.SyncedEntity;

/** A person or a firm that the books deal with. */
@Entity
@Table(name = "contacts")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Contact extends SyncedEntity {

  @NotNull
  @Size(min = 1, max = 255)
  @Column(name = "name")
  protected String name;

  @NotNull
  @OneOf({"tenant", "owner", "vendor", "client", "broker", "staff", "other"})
  @Column(name = "kind")
  protected String kind;

  @Size(max = 255)
  @Column(name = "email")
  protected @Nullable String email;

  @Size(max = 255)
  @Column(name = "phone")
  protected @Nullable String phone;

  @Size(max = 4000)
  @Column(name = "address")
  protected @Nullable String address;

  @Size(max = 255)
  @Column(name = "tax_number")
  protected @Nullable String taxNumber;

  @Size(max = 4000)
  @Column(name = "notes")
  protected @Nullable String notes;
}
