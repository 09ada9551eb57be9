package org.tidebook.sync.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.entity.RecordMerge;
import org.tidebook.sync.entity.SyncedEntity;

/** One push, step by step (protocol, 5.1), within a transaction. */
final class Push {

  /** What every push works with. */
  record Tools(RecordTables tables, EntityTypes types, RecordMerge merge) {}

  private final Connection connection;
  private final Tools tools;
  private final Author author;
  private final String tenantId;
  private final Stamp now;
  private final PushRequest request;
  private final List<ReadChange> reads;
  private final Receipts receipts;
  private final Map<String, Receipt> known = new HashMap<>();

  Push(Connection connection, Tools tools, Author author, PushRequest request, Stamp now) {
    this.connection = connection;
    this.tools = tools;
    this.author = author;
    this.tenantId = author.tenantId();
    this.now = now;
    this.request = request;
    this.reads = request.changes().stream().map(c -> ChangeReader.read(c, tools.types())).toList();
    this.receipts = new Receipts(connection, tenantId);
  }

  /**
   * @param careful tries each version by itself first, to find what the database refuses
   * @throws RefusedByDatabase if it refuses a batch
   * @throws ClockMissing if the tenant has no clock row yet; nothing is done then
   */
  PushResult run(boolean careful) throws SQLException {
    lookUpReceipts();
    if (keysWithoutReceipt().isEmpty()) {
      return replay();
    }
    TenantClock clock = TenantClocks.lock(connection, tenantId).orElseThrow(ClockMissing::new);
    requireCheckpoint(clock);
    // The same changes may have come and been committed between the first look and the lock.
    lookUpReceipts();
    Groups groups = new Groups(reads);
    Map<String, String> newGroups = requireWhole(groups);
    Map<RecordRef, SyncedEntity> loaded = load();
    PushContext context = new PushContext(author, clock, now);
    DraftWriter writer = new DraftWriter(connection, tools.tables(), context, loaded.keySet());
    Draft draft = new Draft(loaded, known);
    Judge judge = new Judge(context, tools.merge(), careful ? writer::takes : Trial.NONE);
    GroupJudge groupJudge = new GroupJudge(judge, groups);
    List<ChangeOutcome> outcomes = groupJudge.judge(request.changes(), reads, draft);
    newGroups.keySet().retainAll(groupJudge.appliedGroups());
    Stamp position = write(writer, draft, newGroups, clock);
    return new PushResult(outcomes, clock.changedAt(), position, clock.feed());
  }

  /** Every change came before: nothing is written, so no row is locked. */
  private PushResult replay() throws SQLException {
    TenantClock clock = TenantClocks.read(connection, tenantId).orElseThrow(ClockMissing::new);
    requireCheckpoint(clock);
    Draft draft = new Draft(load(), known);
    ChangeOutcome[] outcomes = new ChangeOutcome[reads.size()];
    for (int i = 0; i < outcomes.length; i++) {
      SentChange sent = request.changes().get(i);
      Receipt first = known.get(sent.key());
      if (first != null) {
        outcomes[i] = Judge.replay(sent, reads.get(i), first, draft);
      }
    }
    return new PushResult(
        Arrays.asList(outcomes), clock.changedAt(), clock.changedAt(), clock.feed());
  }

  private void requireCheckpoint(TenantClock clock) {
    Stamp since = request.since() == null ? clock.changedAt() : request.since();
    clock.require(since, since, request.feed());
  }

  private void lookUpReceipts() throws SQLException {
    known.putAll(receipts.find(keysWithoutReceipt()));
  }

  private Collection<String> keysWithoutReceipt() {
    Set<String> keys = new LinkedHashSet<>();
    for (SentChange change : request.changes()) {
      if (!known.containsKey(change.key())) {
        keys.add(change.key());
      }
    }
    return keys;
  }

  /** The hashes of those groups that were not applied before. */
  private Map<String, String> requireWhole(Groups groups) throws SQLException {
    Map<String, String> hashes = groups.membersHashes(request.changes());
    receipts
        .findGroups(hashes.keySet())
        .forEach(
            (group, members) -> {
              if (!members.equals(hashes.remove(group))) {
                throw new SplitGroup();
              }
            });
    return hashes;
  }

  /** The stored versions of all records that the push touches: one query for each type. */
  private Map<RecordRef, SyncedEntity> load() throws SQLException {
    Map<EntityType, Set<String>> idsByType = new LinkedHashMap<>();
    for (ReadChange read : reads) {
      if (read instanceof ReadChange.Understood change) {
        idsByType
            .computeIfAbsent(change.type(), type -> new LinkedHashSet<>())
            .add(change.change().entityId());
      }
    }
    Map<RecordRef, SyncedEntity> loaded = new HashMap<>();
    for (Map.Entry<EntityType, Set<String>> ids : idsByType.entrySet()) {
      EntityType type = ids.getKey();
      tools
          .tables()
          .of(type)
          .find(connection, tenantId, ids.getValue())
          .forEach(record -> loaded.put(new RecordRef(type, record.envelope().id()), record));
    }
    return loaded;
  }

  private Stamp write(
      DraftWriter writer, Draft draft, Map<String, String> newGroups, TenantClock clock)
      throws SQLException {
    try {
      Stamp position = writer.write(draft);
      if (clock.digested()) {
        DigestTable.add(connection, tenantId, draft.digestChanges());
      }
      receipts.add(draft.receipts(), now);
      receipts.addGroups(newGroups, now);
      if (position.isAfter(clock.changedAt())) {
        TenantClocks.advance(connection, tenantId, position);
      }
      return position;
    } catch (SQLException e) {
      if (SqlStates.isRefusal(e)) {
        throw new RefusedByDatabase(e);
      }
      throw e;
    }
  }
}
