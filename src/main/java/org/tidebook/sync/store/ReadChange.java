package org.tidebook.sync.store;

import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Change;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.FieldError;

/** A sent change with its words understood, or the reasons why they cannot be. */
sealed interface ReadChange {

  /** UUID in lower case of the group that it stands in; null for none. */
  @Nullable String group();

  /** Everything is known to be good but the fields in the payload. */
  record Understood(Change change, EntityType type, JsonObject payload) implements ReadChange {

    RecordRef record() {
      return new RecordRef(type, change.entityId());
    }

    @Override
    public @Nullable String group() {
      return change.group();
    }
  }

  /** It still blocks its group. */
  record Garbled(@Nullable String group, List<FieldError> errors) implements ReadChange {}
}
