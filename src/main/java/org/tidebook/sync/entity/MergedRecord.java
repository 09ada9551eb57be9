package org.tidebook.sync.entity;

import java.util.List;

/** What became of a payload that was merged over a record. */
public sealed interface MergedRecord {

  /** A record of its own; its envelope is not set. */
  record Valid(SyncedEntity record) implements MergedRecord {}

  /** Everything that is wrong, up to a limit; never empty. */
  record Invalid(List<FieldError> errors) implements MergedRecord {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
