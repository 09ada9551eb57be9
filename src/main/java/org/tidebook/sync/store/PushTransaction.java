package org.tidebook.sync.store;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.ValidatorFactory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.AllFields;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.entity.RecordMerge;

/** The transaction of one push. */
@ApplicationScoped
public class PushTransaction {

  @Inject private SyncDatabase database;
  @Inject private RecordTables tables;
  @Inject private EntityTypes types;
  @Inject private ValidatorFactory validators;
  private @Nullable RecordMerge merge;

  @PostConstruct
  void makeMerge() {
    merge = new RecordMerge(AllFields.validator(validators));
  }

  /**
   * Applies the push, as {@link ChangeLog#push} says.
   *
   * @param careful tries each version by itself first, to find what the database refuses
   * @throws RefusedByDatabase if it refuses a batch
   * @throws ClockMissing if the tenant has no clock row yet; nothing is done then
   */
  @Transactional
  public PushResult push(Author author, PushRequest request, Stamp now, boolean careful) {
    Push.Tools tools = new Push.Tools(tables, types, Objects.requireNonNull(merge));
    return database.use(
        connection -> new Push(connection, tools, author, request, now).run(careful));
  }
}
