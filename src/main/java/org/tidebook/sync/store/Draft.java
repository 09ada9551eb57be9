package org.tidebook.sync.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Digest;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.Envelope;
import org.tidebook.sync.entity.SyncedEntity;

/**
 * What a push will write: new versions over those that were loaded, and new receipts. A branch of
 * it can be thrown away, as a group that does not stand whole must be.
 */
final class Draft {

  /**
   * @param key the change that made this version
   */
  record NewVersion(SyncedEntity record, String key) {}

  private final @Nullable Draft trunk;
  private final Map<RecordRef, SyncedEntity> loaded;
  private final Map<String, Receipt> known;
  private final Map<RecordRef, NewVersion> versions = new LinkedHashMap<>();
  private final Map<String, Receipt> receipts = new LinkedHashMap<>();

  /**
   * @param loaded the stored versions of all records that the push touches
   * @param known the receipts that its changes have already
   */
  Draft(Map<RecordRef, SyncedEntity> loaded, Map<String, Receipt> known) {
    this(null, loaded, known);
  }

  private Draft(
      @Nullable Draft trunk, Map<RecordRef, SyncedEntity> loaded, Map<String, Receipt> known) {
    this.trunk = trunk;
    this.loaded = loaded;
    this.known = known;
  }

  Draft branch() {
    return new Draft(this, new HashMap<>(), new HashMap<>());
  }

  /** Takes over what a branch of this draft holds. */
  void accept(Draft branch) {
    branch.versions.forEach((ref, version) -> put(ref, version.record(), version.key()));
    receipts.putAll(branch.receipts);
  }

  /** The version that a change meets: a new one, else the stored one, else null. */
  @Nullable SyncedEntity current(RecordRef ref) {
    NewVersion version = versions.get(ref);
    if (version != null) {
      return version.record();
    }
    return trunk != null ? trunk.current(ref) : loaded.get(ref);
  }

  void put(RecordRef ref, SyncedEntity record, String key) {
    // Taken out first, so that the order is that of the last change to each record.
    versions.remove(ref);
    versions.put(ref, new NewVersion(record, key));
  }

  @Nullable Receipt receipt(String key) {
    Receipt receipt = receipts.get(key);
    if (receipt != null) {
      return receipt;
    }
    return trunk != null ? trunk.receipt(key) : known.get(key);
  }

  void add(Receipt receipt) {
    receipts.put(receipt.key(), receipt);
  }

  Map<RecordRef, NewVersion> versions() {
    return versions;
  }

  /** What the new versions change in the digest of each type; nothing for a type is left out. */
  Map<EntityType, Digest> digestChanges() {
    Map<EntityType, Digest> changes = new LinkedHashMap<>();
    for (Map.Entry<RecordRef, NewVersion> entry : versions.entrySet()) {
      RecordRef ref = entry.getKey();
      Digest change = changes.getOrDefault(ref.type(), Digest.NONE);
      SyncedEntity before = loaded.get(ref);
      if (before != null && !before.envelope().deleted()) {
        change = change.minus(ref.id(), before.envelope().updatedAt());
      }
      Envelope after = entry.getValue().record().envelope();
      if (!after.deleted()) {
        change = change.plus(ref.id(), after.updatedAt());
      }
      changes.put(ref.type(), change);
    }
    changes.values().removeIf(Digest.NONE::equals);
    return changes;
  }

  Collection<Receipt> receipts() {
    return receipts.values();
  }
}
