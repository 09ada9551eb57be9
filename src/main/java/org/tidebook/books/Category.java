package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.OneOf;
import org.tidebook.sync.entity.Reference;
import org.tidebook.sync.entity.SyncedEntity;

/** What income and expenses are summed up by. */
@Entity
@Table(name = "categories")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Category extends SyncedEntity {

  @NotNull
  @Size(min = 1, max = 255)
  @Column(name = "name")
  protected String name;

  @NotNull
  @OneOf({"income", "expense"})
  @Column(name = "kind")
  protected String kind;

  @Reference("categories")
  @Column(name = "parent_id")
  protected @Nullable String parentId;

  @Size(max = 4000)
  @Column(name = "description")
  protected @Nullable String description;
}
