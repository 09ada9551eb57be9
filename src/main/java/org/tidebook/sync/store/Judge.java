package org.tidebook.sync.store;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Change;
import org.tidebook.sync.domain.Change.Action;
import org.tidebook.sync.domain.ConflictContext;
import org.tidebook.sync.domain.ConflictResolver;
import org.tidebook.sync.domain.ConflictResult;
import org.tidebook.sync.domain.HybridClock;
import org.tidebook.sync.domain.LastWriteWinsResolver;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.Envelope;
import org.tidebook.sync.entity.FieldError;
import org.tidebook.sync.entity.MergedRecord;
import org.tidebook.sync.entity.RecordMerge;
import org.tidebook.sync.entity.SyncedEntity;

/**
 * Decides on one change after the other: replay, resolve, merge, validate. It asks no clock, and
 * the database only through the trial, so that judging again gives the same.
 */
final class Judge {

  private static final ConflictResolver RULE = new LastWriteWinsResolver();

  private final PushContext context;
  private final RecordMerge merge;
  private final Trial trial;

  Judge(PushContext context, RecordMerge merge, Trial trial) {
    this.context = context;
    this.merge = merge;
    this.trial = trial;
  }

  /** Decides, and puts what the change writes into the draft. */
  ChangeOutcome judge(SentChange sent, ReadChange read, Draft draft) throws SQLException {
    Receipt first = draft.receipt(sent.key());
    if (first != null) {
      return replay(sent, read, first, draft);
    }
    ChangeOutcome outcome = decide(sent, read, draft);
    Receipt receipt = Receipt.of(sent, outcome);
    if (receipt != null) {
      draft.add(receipt);
    }
    return outcome;
  }

  /** The first outcome again; nothing is written. */
  static ChangeOutcome replay(SentChange sent, ReadChange read, Receipt first, Draft draft) {
    if (!first.contentHash().equals(sent.contentHash())) {
      return ChangeOutcome.Rejected.because(
          "id", "Another change came with this id before. A corrected change needs a new id.");
    }
    return first.replay(
        read instanceof ReadChange.Understood understood
            ? version(understood, draft.current(understood.record()))
            : null);
  }

  private ChangeOutcome decide(SentChange sent, ReadChange read, Draft draft) throws SQLException {
    if (read instanceof ReadChange.Garbled garbled) {
      return new ChangeOutcome.Rejected(garbled.errors());
    }
    ReadChange.Understood understood = (ReadChange.Understood) read;
    Change change = understood.change();
    ChangeOutcome forbidden = forbidden(understood.type(), change.entityId());
    if (forbidden != null) {
      return forbidden;
    }
    SyncedEntity stored = draft.current(understood.record());
    Stamp storedStamp = stored == null ? null : stored.envelope().updatedAt();
    Stamp edit = stampOf(change, storedStamp);
    if (stored == null && isUpdateOfPurged(change, edit)) {
      return new ChangeOutcome.Superseded(null);
    }
    if (!sent.terms().presence().allows(stored != null && !stored.envelope().deleted())) {
      return new ChangeOutcome.Conflict(version(understood, stored));
    }
    Stamp base = change.baseUpdatedAt();
    if (base != null) {
      if (!base.equals(storedStamp)) {
        return new ChangeOutcome.Conflict(version(understood, stored));
      }
      edit = Stamp.max(edit, base.next());
    } else if (!wins(change, edit, storedStamp)) {
      return new ChangeOutcome.Superseded(version(understood, stored));
    }
    return write(understood, stored, edit, draft);
  }

  /** What the type itself forbids, whatever is stored; null if nothing. */
  private @Nullable ChangeOutcome forbidden(EntityType type, String entityId) {
    if (type.ownerOnly() && !context.author().owner()) {
      return ChangeOutcome.Rejected.because(
          "entityType", "Only an owner may change records of this type.");
    }
    if (type.onePerTenant() && !entityId.equals(context.author().tenantId())) {
      return ChangeOutcome.Rejected.because(
          "entityId", "There is one record of this type, and its id is that of the tenant.");
    }
    return null;
  }

  private ChangeOutcome write(
      ReadChange.Understood understood, @Nullable SyncedEntity stored, Stamp edit, Draft draft)
      throws SQLException {
    boolean deletes = understood.change().action() == Action.DELETE;
    MergedRecord result = deletes ? tombstone(understood, stored) : merged(understood, stored);
    if (result instanceof MergedRecord.Invalid invalid) {
      return new ChangeOutcome.Rejected(invalid.errors());
    }
    SyncedEntity record = ((MergedRecord.Valid) result).record();
    record.setEnvelope(
        new Envelope(
            context.author().tenantId(),
            understood.change().entityId(),
            stored == null ? edit : stored.envelope().createdAt(),
            edit,
            context.author().userId(),
            deletes ? edit : null,
            context.clock().changedAt()));
    if (!trial.takes(understood.record(), record)) {
      return ChangeOutcome.Rejected.because(
          "payload", "It holds a value that the database does not take.");
    }
    draft.put(understood.record(), record);
    return new ChangeOutcome.Applied(edit, stored == null);
  }

  private MergedRecord merged(ReadChange.Understood read, @Nullable SyncedEntity stored) {
    return merge.merge(read.type(), stored, read.payload());
  }

  /** It keeps the fields, so that a partial update can revive the record. */
  private MergedRecord tombstone(ReadChange.Understood read, @Nullable SyncedEntity stored) {
    List<FieldError> errors = merge.foreignMembers(read.type(), read.payload());
    if (!errors.isEmpty()) {
      return new MergedRecord.Invalid(errors);
    }
    return new MergedRecord.Valid(
        stored == null ? read.type().newRecord() : read.type().copyFields(stored));
  }

  /** What the record was is gone: an update cannot tell it from one that never was. */
  private boolean isUpdateOfPurged(Change change, Stamp edit) {
    Stamp horizon = context.clock().horizon();
    return change.action() == Action.UPDATE && horizon != null && horizon.isAfter(edit);
  }

  private static boolean wins(Change change, Stamp edit, @Nullable Stamp storedStamp) {
    // The server's rule looks at stamps alone, so the records are not turned into maps for it.
    ConflictContext versions =
        new ConflictContext(
            change.entityType(), change.entityId(), null, null, null, edit, storedStamp);
    return RULE.resolve(versions).use() == ConflictResult.Use.LOCAL;
  }

  /** A change without a stamp is an edit of the stored version, made now. */
  private Stamp stampOf(Change change, @Nullable Stamp storedStamp) {
    Stamp stamp = change.updatedAt();
    if (stamp != null) {
      return HybridClock.clamp(stamp, context.now(), storedStamp);
    }
    return storedStamp == null ? context.now() : Stamp.max(context.now(), storedStamp.next());
  }

  private static @Nullable StoredVersion version(
      ReadChange.Understood read, @Nullable SyncedEntity record) {
    return record == null ? null : new StoredVersion(read.type(), record);
  }
}
