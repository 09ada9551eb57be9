package org.tidebook.sync.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.FieldError;

/** What became of one change (protocol, 5.1). */
public sealed interface ChangeOutcome {

  /** The word on the wire. */
  String status();

  /**
   * It is now the server's version.
   *
   * @param updatedAt the edit stamp that was used
   * @param created whether the server had no record of that id before, not even a tombstone
   * @param overtaken of a change that came again: what the server has now, if it is another version
   */
  record Applied(Stamp updatedAt, boolean created, @Nullable Overtaken overtaken)
      implements ChangeOutcome {

    Applied(Stamp updatedAt, boolean created) {
      this(updatedAt, created, null);
    }

    @Override
    public String status() {
      return "applied";
    }
  }

  /**
   * A change was applied and another came after it. Whoever sends it again may have pulled that one
   * already, so the answer tells it.
   *
   * @param entity null where the record is gone for good
   */
  record Overtaken(@Nullable StoredVersion entity) {}

  /** The server's version is newer or equal: it stays. Null where the record is gone for good. */
  record Superseded(@Nullable StoredVersion entity) implements ChangeOutcome {
    @Override
    public String status() {
      return "superseded";
    }
  }

  /** The server's version is not the one that the edit started from; null where there is none. */
  record Conflict(@Nullable StoredVersion entity) implements ChangeOutcome {
    @Override
    public String status() {
      return "conflict";
    }
  }

  /** A change of its group was not applied, so none of the group was. */
  record Blocked(String blockedBy) implements ChangeOutcome {
    @Override
    public String status() {
      return "blocked";
    }
  }

  /** It can never be applied as it is. */
  record Rejected(List<FieldError> errors) implements ChangeOutcome {
    public Rejected {
      errors = List.copyOf(errors);
    }

    static Rejected because(String field, String message) {
      return new Rejected(List.of(new FieldError(field, message)));
    }

    @Override
    public String status() {
      return "rejected";
    }
  }
}
