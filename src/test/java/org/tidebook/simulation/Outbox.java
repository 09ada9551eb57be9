package org.tidebook.simulation;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Change.Action;
import org.tidebook.sync.domain.Stamp;

/** The edits that wait, in their order. */
final class Outbox {

  private final List<Entry> entries = new ArrayList<>();
  private final boolean foldsIntoSealed;

  /**
   * @param foldsIntoSealed a rule to break: an entry that was sent is changed
   */
  Outbox(boolean foldsIntoSealed) {
    this.foldsIntoSealed = foldsIntoSealed;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<Entry> all() {
    return List.copyOf(entries);
  }

  List<Entry> of(Ref ref) {
    return entries.stream().filter(entry -> entry.ref().equals(ref)).toList();
  }

  @Nullable Entry last(Ref ref) {
    List<Entry> waiting = of(ref);
    return waiting.isEmpty() ? null : waiting.get(waiting.size() - 1);
  }

  /** Adds an edit, folded into what waits for the same record where that was never sent. */
  void add(Entry edit) {
    Entry last = last(edit.ref());
    boolean folds =
        last != null
            && edit.group() == null
            && last.group() == null
            && (foldsIntoSealed || !last.sealed());
    if (last == null || !folds) {
      entries.add(edit);
      return;
    }
    int place = entries.indexOf(last);
    boolean deletes = edit.action() == Action.DELETE;
    if (deletes && last.action() == Action.CREATE && !last.sealed()) {
      entries.remove(place);
    } else {
      Action action =
          deletes ? Action.DELETE : last.action() == Action.CREATE ? Action.CREATE : Action.UPDATE;
      entries.set(place, last.fold(action, folded(last, edit), edit.stamp(), edit.edits()));
    }
  }

  private static JsonObject folded(Entry last, Entry edit) {
    if (edit.action() == Action.DELETE) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    var payload = Wire.JSON.createObjectBuilder(last.payload());
    edit.payload().forEach(payload::add);
    return payload.build();
  }

  void remove(Entry entry) {
    entries.removeIf(other -> other.id().equals(entry.id()));
  }

  /** Replaces an entry by what becomes of it. */
  void replace(String id, UnaryOperator<Entry> change) {
    entries.replaceAll(entry -> entry.id().equals(id) ? change.apply(entry) : entry);
  }

  void rebase(Ref ref, Stamp from, @Nullable Stamp to) {
    entries.replaceAll(
        entry -> entry.ref().equals(ref) && from.equals(entry.base()) ? entry.withBase(to) : entry);
  }

  /** Seals the first entries, at most one of each record, groups whole, and gives them. */
  List<Entry> batch(int most) {
    List<Entry> batch = new ArrayList<>();
    Set<Ref> refs = new HashSet<>();
    Set<String> groups = new HashSet<>();
    for (Entry entry : all()) {
      String group = entry.group();
      if (group != null && groups.contains(group)) {
        continue;
      }
      List<Entry> together =
          group == null
              ? List.of(entry)
              : entries.stream().filter(other -> group.equals(other.group())).toList();
      boolean fits =
          batch.isEmpty()
              || (batch.size() + together.size() <= most
                  && together.stream().noneMatch(other -> refs.contains(other.ref())));
      boolean first = together.stream().allMatch(this::isFirstOfItsRecord);
      if (!fits || !first) {
        break; // the order of the outbox is kept
      }
      batch.addAll(together);
      together.forEach(other -> refs.add(other.ref()));
      if (group != null) {
        groups.add(group);
      }
    }
    batch.forEach(entry -> replace(entry.id(), Entry::seal));
    return batch;
  }

  private boolean isFirstOfItsRecord(Entry entry) {
    return of(entry.ref()).get(0).id().equals(entry.id());
  }
}
