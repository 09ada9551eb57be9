package org.tidebook.simulation;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.SentChange;

/**
 * What a tenant's server must hold and answer by the protocol, in as few words as possible and
 * without the store's code, its database or its rules (M1).
 */
final class ServerModel {

  private static final long MOST_AHEAD_MICROS = 60_000_000;

  /**
   * @param fields also those of a tombstone, which are not on the wire
   * @param wire as devices get it
   */
  record Version(
      String id,
      JsonObject fields,
      Stamp createdAt,
      Stamp updatedAt,
      String by,
      boolean deleted,
      Stamp changedAt,
      JsonObject wire) {

    static Version of(
        String id,
        JsonObject fields,
        Stamp createdAt,
        Stamp updatedAt,
        String by,
        boolean deleted) {
      JsonObject wire =
          deleted
              ? Wire.tombstone(id, createdAt, updatedAt, by)
              : Wire.live(id, createdAt, updatedAt, by, fields);
      return new Version(id, fields, createdAt, updatedAt, by, deleted, Stamp.EPOCH, wire);
    }

    Version changedAt(Stamp stamp) {
      return new Version(id, fields, createdAt, updatedAt, by, deleted, stamp, wire);
    }
  }

  /**
   * @param content of the change that it answers
   */
  private record Receipt(
      JsonObject content, String status, @Nullable Stamp stamp, long receivedMicros) {}

  /** An answer, and the version that stands after the change. */
  record Expected(String status, @Nullable Stamp updatedAt, @Nullable JsonObject entity) {}

  private final Map<Ref, Version> versions = new LinkedHashMap<>();
  private final Map<Ref, Map<Stamp, JsonObject>> history = new HashMap<>();
  private final Map<String, Receipt> receipts = new HashMap<>();
  private @Nullable Stamp position;
  private @Nullable Stamp horizon;

  Map<Ref, Version> versions() {
    return versions;
  }

  @Nullable Stamp horizon() {
    return horizon;
  }

  /** The feed position; a tenant that was never asked for has none. */
  Stamp position() {
    return Objects.requireNonNull(position, "The tenant's clock was read before.");
  }

  boolean hasPosition() {
    return position != null;
  }

  void opened(Stamp at) {
    if (position == null) {
      position = at;
    }
  }

  /** Whether the server ever had the record in exactly this version. */
  boolean ever(Ref ref, JsonObject record) {
    return record.equals(history.getOrDefault(ref, Map.of()).get(Wire.updatedAt(record)));
  }

  /** The edit stamps of all versions that a record had, with what they were. */
  Map<Stamp, JsonObject> historyOf(Ref ref) {
    return history.getOrDefault(ref, Map.of());
  }

  /**
   * Applies a push that the server committed.
   *
   * @return what it must have answered, in the order of the changes
   */
  List<Expected> push(List<SentChange> changes, String user, Stamp now) {
    opened(now);
    List<Expected> answers = new ArrayList<>(Collections.nCopies(changes.size(), null));
    for (int place = 0; place < changes.size(); place++) {
      if (answers.get(place) != null) {
        continue;
      }
      String group = text(changes.get(place).json(), "group");
      if (group == null) {
        answers.set(place, one(changes.get(place), user, now));
      } else {
        group(group, changes, answers, user, now);
      }
    }
    stampNewVersions(now);
    return answers;
  }

  private void group(
      String group, List<SentChange> changes, List<Expected> answers, String user, Stamp now) {
    Map<Ref, Version> versionsBefore = new LinkedHashMap<>(versions);
    Map<String, Receipt> receiptsBefore = new HashMap<>(receipts);
    boolean whole = true;
    for (int place = 0; place < changes.size(); place++) {
      if (group.equals(text(changes.get(place).json(), "group"))) {
        Expected answer = one(changes.get(place), user, now);
        answers.set(place, answer);
        whole &= answer.status().equals("applied");
      }
    }
    if (whole) {
      return;
    }
    versions.clear();
    versions.putAll(versionsBefore);
    for (int place = 0; place < changes.size(); place++) {
      JsonObject change = changes.get(place).json();
      Expected answer = answers.get(place);
      if (group.equals(text(change, "group")) && answer.status().equals("applied")) {
        answers.set(place, new Expected("blocked", null, null));
        String id = change.getString("id");
        Receipt first = receiptsBefore.get(id);
        if (first == null) {
          receipts.remove(id);
        }
      }
    }
  }

  private Expected one(SentChange sent, String user, Stamp now) {
    JsonObject change = sent.json();
    Ref ref = new Ref(change.getString("entityType"), change.getString("entityId"));
    Version stored = versions.get(ref);
    Receipt first = receipts.get(sent.id());
    if (first != null) {
      return first.content().equals(change)
          ? answer(first.status(), first.stamp(), versions.get(ref))
          : new Expected("rejected", null, null);
    }
    Expected answer = decide(change, ref, stored, user, now);
    receipts.put(sent.id(), new Receipt(change, answer.status(), answer.updatedAt(), now.micros()));
    return answer;
  }

  private Expected decide(
      JsonObject change, Ref ref, @Nullable Version stored, String user, Stamp now) {
    Stamp edit = Stamp.parse(change.getString("updatedAt"));
    if (edit.micros() - now.micros() > MOST_AHEAD_MICROS) {
      edit = stored == null ? now : Stamp.max(now, stored.updatedAt().next());
    }
    boolean isUpdate = change.getString("action").equals("update");
    if (stored == null && isUpdate && horizon != null && horizon.isAfter(edit)) {
      return answer("superseded", null, null);
    }
    String base = text(change, "baseUpdatedAt");
    if (base != null) {
      if (stored == null || !stored.updatedAt().toString().equals(base)) {
        return answer("conflict", null, stored);
      }
      edit = Stamp.max(edit, stored.updatedAt().next());
    } else if (stored != null && !edit.isAfter(stored.updatedAt())) {
      return answer("superseded", null, stored);
    }
    boolean deletes = change.getString("action").equals("delete");
    JsonObject fields = stored == null ? JsonValue.EMPTY_JSON_OBJECT : stored.fields();
    if (!deletes) {
      fields = Wire.merge(fields, change.getJsonObject("payload"));
      if (!isValid(ref.type(), fields)) {
        return answer("rejected", null, null);
      }
    }
    Stamp createdAt = stored == null ? edit : stored.createdAt();
    // Its change stamp follows when the whole push is decided.
    versions.remove(ref);
    versions.put(ref, Version.of(ref.id(), fields, createdAt, edit, user, deletes));
    return answer("applied", edit, null);
  }

  /** In the order of the last change to each record, every one a stamp of its own (M4). */
  private void stampNewVersions(Stamp now) {
    for (Ref ref : List.copyOf(versions.keySet())) {
      Version version = versions.get(ref);
      if (version != null && version.changedAt().equals(Stamp.EPOCH)) {
        Stamp stamp = Stamp.max(now, position().next());
        position = stamp;
        Version stamped = version.changedAt(stamp);
        versions.put(ref, stamped);
        history.computeIfAbsent(ref, r -> new HashMap<>()).put(stamped.updatedAt(), stamped.wire());
      }
    }
  }

  /** The first run of a purge: the horizon moves. */
  @Nullable Stamp moveHorizon(Stamp changedBefore) {
    for (Version version : versions.values()) {
      boolean old = version.deleted() && changedBefore.isAfter(version.changedAt());
      if (old && (horizon == null || version.changedAt().isAfter(horizon))) {
        horizon = version.changedAt();
      }
    }
    return horizon;
  }

  /** The second run: what lies below the horizon goes. */
  void removeTombstones() {
    Stamp upTo = horizon;
    if (upTo != null) {
      versions.values().removeIf(v -> v.deleted() && !v.changedAt().isAfter(upTo));
    }
  }

  void removeReceipts(Stamp receivedBefore) {
    receipts.values().removeIf(receipt -> receipt.receivedMicros() < receivedBefore.micros());
  }

  /** The live records and the tombstones in a range of the feed. */
  Set<Ref> changedIn(Stamp after, Stamp upTo) {
    Set<Ref> changed = new HashSet<>();
    versions.forEach(
        (ref, version) -> {
          if (version.changedAt().isAfter(after) && !version.changedAt().isAfter(upTo)) {
            changed.add(ref);
          }
        });
    return changed;
  }

  private static Expected answer(String status, @Nullable Stamp stamp, @Nullable Version stored) {
    boolean carries = status.equals("superseded") || status.equals("conflict");
    return new Expected(status, stamp, carries && stored != null ? stored.wire() : null);
  }

  private static boolean isValid(String type, JsonObject fields) {
    boolean kind = !fields.getString("kind", Edits.POISON).equals(Edits.POISON);
    return kind
        && fields.containsKey("name")
        && (!type.equals("accounts") || fields.containsKey("currency"));
  }

  private static @Nullable String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? text.getString() : null;
  }

  @Override
  public String toString() {
    JsonObjectBuilder all = Wire.JSON.createObjectBuilder();
    versions.forEach((ref, version) -> all.add(ref.toString(), version.wire()));
    return all.build().toString();
  }
}
