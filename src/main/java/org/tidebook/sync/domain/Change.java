package org.tidebook.sync.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One recorded intent on one record, as it was pushed (protocol, 5.1). Its words are as they came:
 * whether they name a known type and valid fields is judged later, so that one bad change is
 * answered and does not stop the others.
 *
 * <p>Twin of {@code webapp-client/src/sync/domain/change.ts}.
 *
 * @param id UUID of the outbox entry: a change with this id is applied once, however often it comes
 * @param entityId UUID of the record
 * @param group UUID shared by changes that are applied all or not at all, within one request
 * @param updatedAt edit stamp; null where the caller leaves it to the server
 * @param baseUpdatedAt the version that the edit started from; null is not checked
 * @param payload the changed fields only: an absent field stays, null clears; empty for a deletion
 */
public record Change(
    String id,
    String entityType,
    Action action,
    String entityId,
    @Nullable String group,
    @Nullable Stamp updatedAt,
    @Nullable Stamp baseUpdatedAt,
    Map<String, @Nullable Object> payload) {

  public Change {
    Objects.requireNonNull(id, "A change has an id.");
    Objects.requireNonNull(entityType, "A change names the entity type.");
    Objects.requireNonNull(action, "A change has an action.");
    Objects.requireNonNull(entityId, "A change names the record.");
    // Not Map.copyOf: it refuses the nulls that clear a field.
    payload = Collections.unmodifiableMap(new LinkedHashMap<>(payload));
  }

  /** What a change means to do. Both {@code CREATE} and {@code UPDATE} are an upsert. */
  public enum Action {
    CREATE,
    UPDATE,
    DELETE;

    /**
     * Reads the word used on the wire.
     *
     * @throws IllegalArgumentException if it is none of {@code create}, {@code update}, {@code
     *     delete}
     */
    public static Action parse(String word) {
      for (Action action : values()) {
        if (action.word().equals(word)) {
          return action;
        }
      }
      throw new IllegalArgumentException("An action is create, update or delete.");
    }

    /** The word used on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
