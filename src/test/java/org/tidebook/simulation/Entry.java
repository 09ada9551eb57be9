package org.tidebook.simulation;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Change.Action;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.SentChange;

/**
 * One entry of an outbox.
 *
 * @param edits how many edits of the user it stands for
 * @param sealed whether it was in a request: then it never changes again
 */
record Entry(
    String id,
    Ref ref,
    Action action,
    @Nullable String group,
    Stamp stamp,
    @Nullable Stamp base,
    JsonObject payload,
    int edits,
    boolean sealed) {

  Entry seal() {
    return new Entry(id, ref, action, group, stamp, base, payload, edits, true);
  }

  Entry withBase(@Nullable Stamp newBase) {
    return new Entry(id, ref, action, group, stamp, newBase, payload, edits, sealed);
  }

  /** The same intent as a new change, which no server has heard of. */
  Entry again(String newId, @Nullable String newGroup, Stamp newStamp, @Nullable Stamp newBase) {
    return new Entry(newId, ref, action, newGroup, newStamp, newBase, payload, edits, false);
  }

  /** With a later edit of the same record folded in. */
  Entry fold(Action newAction, JsonObject newPayload, Stamp newStamp, int moreEdits) {
    return new Entry(
        id, ref, newAction, group, newStamp, base, newPayload, edits + moreEdits, sealed);
  }

  SentChange sent() {
    JsonObjectBuilder change =
        Wire.JSON
            .createObjectBuilder()
            .add("id", id)
            .add("entityType", ref.type())
            .add("action", action.word())
            .add("entityId", ref.id())
            .add("updatedAt", stamp.toString())
            .add("payload", payload);
    if (group != null) {
      change.add("group", group);
    }
    if (base != null) {
      change.add("baseUpdatedAt", base.toString());
    }
    return SentChange.of(id, change.build());
  }
}
