package org.tidebook.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.OneOf;
import org.tidebook.sync.entity.SyncedEntity;

/**
 * Work on buildings or land with a beginning and an end, which income and expenses are summed up
 * for.
 */
@Entity
@Table(name = "projects")
@SuppressWarnings("NullAway.Init") // filled by the merge or by JPA, then validated
public class Project extends SyncedEntity {

  @NotNull
  @Size(min = 1, max = 255)
  @Column(name = "name")
  protected String name;

  @NotNull
  @OneOf({"planned", "active", "completed"})
  @Column(name = "status")
  protected String status;

  @Column(name = "start_date")
  protected @Nullable LocalDate startDate;

  @Column(name = "end_date")
  protected @Nullable LocalDate endDate;

  @Size(max = 4000)
  @Column(name = "description")
  protected @Nullable String description;
}
