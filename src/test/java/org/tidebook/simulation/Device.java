package org.tidebook.simulation;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Change.Action;
import org.tidebook.sync.domain.HybridClock;
import org.tidebook.sync.domain.Stamp;

/**
 * What one device keeps, and its transactions. Each method is one transaction: it can end between
 * two of them and never within one. Protected methods are the rules that a test breaks on purpose.
 */
class Device {

  /**
   * How far the device has come.
   *
   * @param since null before anything came
   * @param initial set while an initial pull goes on
   */
  record Checkpoint(@Nullable Stamp since, @Nullable Stamp initial, @Nullable String feed) {}

  static final Checkpoint NOTHING = new Checkpoint(null, null, null);

  final String name;
  final String user;
  final Outbox outbox = new Outbox(foldsIntoSealed());

  private final Edits edits;
  private final Random random;
  private final Map<Ref, JsonObject> remotes = new LinkedHashMap<>();
  private final Map<Ref, Stamp> deleted = new LinkedHashMap<>();
  private final Set<Ref> unconfirmed = new HashSet<>();
  private final Set<Ref> came = new HashSet<>();
  private final Map<String, Integer> fates = new TreeMap<>();
  private Checkpoint checkpoint = NOTHING;
  private @Nullable Stamp lastIssued;
  private int made;

  /**
   * @param name begins every text that its user types
   */
  Device(String name, String user, Edits edits, Random random) {
    this.name = name;
    this.user = user;
    this.edits = edits;
    this.random = random;
  }

  protected Stamp checkpointAfter(Answer.Page page, Stamp deviceNow, Stamp serverTime) {
    return page.updatedAt();
  }

  protected boolean foldsIntoSealed() {
    return false;
  }

  /** Whether the records of a page and its checkpoint are one transaction. */
  protected boolean storesPageWhole() {
    return true;
  }

  final Checkpoint checkpoint() {
    return checkpoint;
  }

  /** Whether a pull from nothing still goes on, so that not everything is here. */
  final boolean isFilling() {
    return checkpoint.since() == null || checkpoint.initial() != null;
  }

  /** The server's versions as far as the device knows them; deleted ones are absent. */
  final Map<Ref, JsonObject> remotes() {
    return remotes;
  }

  /** Records whose version is the device's own guess until the next pull. */
  final Set<Ref> unconfirmed() {
    return unconfirmed;
  }

  /** How many edits its user made, and what became of those that do not wait any more. */
  final int made() {
    return made;
  }

  final Map<String, Integer> fates() {
    return fates;
  }

  /** What the user sees: the server's versions with what waits merged over. */
  final Map<Ref, JsonObject> shown() {
    Map<Ref, JsonObject> shown = new LinkedHashMap<>(remotes);
    for (Entry entry : outbox.all()) {
      JsonObject before = shown.get(entry.ref());
      if (entry.action() == Action.DELETE) {
        shown.remove(entry.ref());
      } else {
        shown.put(
            entry.ref(),
            Wire.merge(before == null ? JsonValue.EMPTY_JSON_OBJECT : before, entry.payload()));
      }
    }
    return shown;
  }

  /** The user does something. */
  final void edit(Stamp physicalNow) {
    int what = random.nextInt(100);
    Ref existing = pick(shown().keySet());
    if (what < 40 || existing == null) {
      Ref ref = edits.newRecord();
      record(ref, Action.CREATE, edits.whole(ref, name), null, physicalNow);
    } else if (what < 78) {
      record(existing, Action.UPDATE, edits.some(existing, name), null, physicalNow);
    } else if (what < 88) {
      record(existing, Action.DELETE, JsonValue.EMPTY_JSON_OBJECT, null, physicalNow);
    } else if (what < 93) {
      revive(physicalNow);
    } else {
      group(existing, physicalNow);
    }
  }

  private void revive(Stamp physicalNow) {
    Ref gone = pick(deleted.keySet());
    if (gone != null) {
      record(gone, Action.UPDATE, edits.some(gone, name), null, physicalNow);
    }
  }

  private void group(Ref existing, Stamp physicalNow) {
    String group = edits.uuid();
    Ref created = edits.newRecord();
    record(created, Action.CREATE, edits.whole(created, name), group, physicalNow);
    record(existing, Action.UPDATE, edits.some(existing, name), group, physicalNow);
  }

  private void record(
      Ref ref, Action action, JsonObject payload, @Nullable String group, Stamp physicalNow) {
    made++;
    Entry last = outbox.last(ref);
    Stamp seen = last != null ? Stamp.max(last.stamp(), remoteOrEpoch(ref)) : remoteStamp(ref);
    Stamp stamp = HybridClock.next(physicalNow, lastIssued, seen);
    lastIssued = stamp;
    Stamp base = null;
    if (ref.type().equals(Edits.WITH_BASE) && action != Action.CREATE) {
      base = last != null ? last.stamp() : remotes.containsKey(ref) ? remoteStamp(ref) : null;
    }
    outbox.add(new Entry(edits.uuid(), ref, action, group, stamp, base, payload, 1, false));
    if (last != null && outbox.last(ref) == null) {
      fate("taken back by the user", last.edits() + 1);
    }
  }

  /** Seals what the next push carries. */
  final List<Entry> batch() {
    return outbox.batch(3 + random.nextInt(12));
  }

  /** Stores what became of a push. */
  final void pushed(List<Entry> sent, Answer.Pushed answer) {
    boolean mayMove = !isFilling() && answer.previous().equals(checkpoint.since());
    List<Ref> confirmed = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      Entry entry = sent.get(i);
      Answer.Result result = answer.results().get(i);
      boolean seen = entry.action() != Action.UPDATE || remotes.containsKey(entry.ref());
      mayMove &= result.status().equals("applied") && seen;
      switch (result.status()) {
        case "applied" -> {
          if (result.updatedAt() != null) {
            applied(entry, result.updatedAt());
            confirmed.add(entry.ref());
          }
        }
        case "superseded", "conflict" -> lost(entry, result);
        case "rejected" -> {
          if (result.fields().contains("id")) {
            throw new AssertionError("An entry was changed after it was sent: " + entry);
          }
          outbox.remove(entry);
          outbox.rebase(entry.ref(), entry.stamp(), entry.base());
          fate("rejected", entry.edits());
        }
        case "blocked" -> {} // it waits, without the one that blocked it
        default -> throw new AssertionError(result.status());
      }
    }
    if (mayMove) {
      checkpoint = new Checkpoint(answer.updatedAt(), null, answer.feed());
      unconfirmed.removeAll(confirmed);
    }
  }

  private void applied(Entry entry, Stamp used) {
    outbox.remove(entry);
    outbox.rebase(entry.ref(), entry.stamp(), used);
    fate("applied", entry.edits());
    if (!used.isAfter(remoteOrEpoch(entry.ref()))) {
      return; // what the device knows is this version or a later one
    }
    if (entry.action() == Action.DELETE) {
      deleteRemote(entry.ref(), used);
      return;
    }
    JsonObject before = remotes.get(entry.ref());
    JsonObject fields =
        Wire.merge(before == null ? JsonValue.EMPTY_JSON_OBJECT : before, entry.payload());
    Stamp createdAt = before == null ? used : Stamp.parse(before.getString("createdAt"));
    remotes.put(entry.ref(), Wire.live(entry.ref().id(), createdAt, used, user, fields));
    deleted.remove(entry.ref());
    unconfirmed.add(entry.ref());
  }

  private void lost(Entry entry, Answer.Result result) {
    JsonObject entity = result.entity();
    if (entity == null) {
      remotes.remove(entry.ref());
      deleted.remove(entry.ref());
      outbox.remove(entry);
      outbox.rebase(entry.ref(), entry.stamp(), null);
      fate("overruled", entry.edits());
      return;
    }
    Stamp remote = Wire.updatedAt(entity);
    if (remote.isAfter(remoteOrEpoch(entry.ref()))) {
      take(entry.ref(), entity);
    }
    boolean wins = entry.group() == null && entry.stamp().isAfter(remote);
    if (result.status().equals("conflict") && wins) {
      mergeAgain(entry, remote);
    } else {
      outbox.remove(entry);
      outbox.rebase(entry.ref(), entry.stamp(), remote);
      fate("overruled", entry.edits());
    }
  }

  /** A merge is a new edit: new change, new stamp, and its base is the remote version. */
  private void mergeAgain(Entry entry, Stamp remote) {
    Stamp stamp = HybridClock.next(entry.stamp(), Stamp.max(entry.stamp(), remote), remote);
    String newId = edits.uuid();
    outbox.replace(entry.id(), old -> old.again(newId, null, stamp, remote));
    outbox.rebase(entry.ref(), entry.stamp(), stamp);
    // What waits behind was made later and must stay so.
    Stamp after = stamp;
    for (Entry behind : outbox.of(entry.ref())) {
      if (!behind.id().equals(newId) && !behind.stamp().isAfter(after) && !behind.sealed()) {
        Stamp next = after.next();
        outbox.replace(behind.id(), old -> old.again(old.id(), old.group(), next, old.base()));
        outbox.rebase(entry.ref(), behind.stamp(), next);
        after = next;
      }
    }
    lastIssued = Stamp.max(after, lastIssued == null ? after : lastIssued);
  }

  /**
   * Stores a page and its checkpoint.
   *
   * @param deviceNow what the device's clock shows, which is none of a checkpoint's business
   * @param serverTime what came with the answer, neither
   */
  final void pulled(Answer.Page page, Stamp deviceNow, Stamp serverTime, boolean crashesWithin) {
    boolean initial = isFilling();
    if (!storesPageWhole()) {
      moveCheckpoint(page, deviceNow, serverTime);
      if (crashesWithin) {
        return;
      }
    }
    for (Answer.Pulled pulled : page.records()) {
      if (initial) {
        came.add(pulled.ref());
      }
      take(pulled.ref(), pulled.record());
      reconcile(pulled.ref(), pulled.record());
    }
    if (initial && !page.hasMore()) {
      dropWhatDidNotCome();
    }
    moveCheckpoint(page, deviceNow, serverTime);
  }

  private void moveCheckpoint(Answer.Page page, Stamp deviceNow, Stamp serverTime) {
    Stamp initial = null;
    if (page.hasMore()) {
      initial = page.initial() == null ? checkpoint.initial() : page.initial();
    }
    checkpoint = new Checkpoint(checkpointAfter(page, deviceNow, serverTime), initial, page.feed());
  }

  private void take(Ref ref, JsonObject record) {
    unconfirmed.remove(ref);
    if (Wire.deleted(record)) {
      deleteRemote(ref, Wire.updatedAt(record));
    } else {
      remotes.put(ref, record);
      deleted.remove(ref);
    }
  }

  private void deleteRemote(Ref ref, Stamp at) {
    remotes.remove(ref);
    deleted.put(ref, at);
  }

  /** What becomes of the edits that wait when another version of their record comes. */
  private void reconcile(Ref ref, JsonObject record) {
    Stamp remote = Wire.updatedAt(record);
    for (Entry entry : outbox.of(ref)) {
      if (entry.group() != null) {
        continue; // a group stands whole in every request: the server says what becomes of it
      }
      if (remote.equals(entry.stamp()) && record.getString("updatedBy").equals(user)) {
        outbox.remove(entry);
        fate("applied", entry.edits());
      } else if (!entry.stamp().isAfter(remote)) {
        outbox.remove(entry);
        outbox.rebase(ref, entry.stamp(), remote);
        fate("overruled", entry.edits());
      } else if (entry.base() != null && isFirst(entry) && !entry.base().equals(remote)) {
        mergeAgain(entry, remote);
      }
    }
  }

  private boolean isFirst(Entry entry) {
    return outbox.of(entry.ref()).get(0).id().equals(entry.id());
  }

  /** Begins again from nothing and keeps what waits. */
  final void resync() {
    checkpoint = NOTHING;
    came.clear();
  }

  /** The last page of an initial pull: what did not come is not there any more. */
  private void dropWhatDidNotCome() {
    for (Ref ref : List.copyOf(remotes.keySet())) {
      if (!came.contains(ref)) {
        remotes.remove(ref);
      }
    }
    deleted.keySet().removeIf(ref -> !came.contains(ref));
    unconfirmed.retainAll(came);
    Map<String, String> newGroups = new LinkedHashMap<>();
    for (Entry entry : outbox.all()) {
      if (!came.contains(entry.ref()) && entry.group() != null) {
        newGroups.put(entry.group(), edits.uuid());
      }
    }
    for (Entry entry : outbox.all()) {
      boolean gone = !came.contains(entry.ref());
      String newGroup = entry.group() == null ? null : newGroups.get(entry.group());
      if (gone && entry.action() != Action.CREATE && !createWaits(entry.ref())) {
        outbox.remove(entry);
        fate("deleted elsewhere", entry.edits());
      } else if ((gone && entry.sealed()) || newGroup != null) {
        // It may have been applied and deleted since, and the tombstone left out of this pull: the
        // first outcome would say "applied" of a record that is gone.
        Stamp base = gone && entry.action() == Action.CREATE ? null : entry.base();
        outbox.replace(entry.id(), old -> old.again(edits.uuid(), newGroup, old.stamp(), base));
      }
    }
    came.clear();
  }

  private boolean createWaits(Ref ref) {
    return outbox.of(ref).stream().anyMatch(entry -> entry.action() == Action.CREATE);
  }

  private @Nullable Stamp remoteStamp(Ref ref) {
    JsonObject record = remotes.get(ref);
    return record == null ? deleted.get(ref) : Wire.updatedAt(record);
  }

  private Stamp remoteOrEpoch(Ref ref) {
    Stamp stamp = remoteStamp(ref);
    return stamp == null ? Stamp.EPOCH : stamp;
  }

  private void fate(String what, int count) {
    fates.merge(what, count, Integer::sum);
  }

  private @Nullable Ref pick(Set<Ref> refs) {
    return refs.isEmpty() ? null : List.copyOf(refs).get(random.nextInt(refs.size()));
  }

  @Override
  public String toString() {
    return name + " at " + checkpoint + " with " + outbox.all().size() + " waiting";
  }
}
