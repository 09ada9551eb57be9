package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidebook.sync.store.TestStore.change;
import static org.tidebook.sync.store.TestStore.sent;
import static org.tidebook.sync.store.TestStore.with;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityField;
import org.tidebook.sync.entity.Envelope;
import org.tidebook.sync.entity.FieldError;
import org.tidebook.sync.entity.SyncedEntity;

class ChangeLogTest {

  private static final String ACCOUNT = "{'name':'Main','kind':'bank','currency':'EUR'}";

  private final TestStore store = new TestStore();
  private final String id = UUID.randomUUID().toString();
  private final Stamp early = store.now.plus(Duration.ofHours(-2));
  private final Stamp later = store.now.plus(Duration.ofHours(-1));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aCreatedRecordIsWhatWasSent() {
    var result = store.push(account("create", early, ACCOUNT));
    assertEquals(List.of(new ChangeOutcome.Applied(early, true)), result.outcomes());
    var record = current();
    assertEquals("Main", field(record, "name"));
    var envelope = record.envelope();
    assertEquals(early, envelope.createdAt());
    assertEquals(early, envelope.updatedAt());
    assertEquals(TestStore.USER, envelope.updatedBy());
    assertNull(envelope.deletedAt());
    assertEquals(result.updatedAt(), envelope.changedAt());
  }

  @Test
  void everyKindOfFieldSurvivesTheDatabase() {
    var uuid = UUID.randomUUID().toString();
    var stored =
        store.push(
            change(
                "transactions",
                "create",
                id,
                early,
                """
                {'date':'2024-02-29','kind':'expense','amount':'123456789012345.6789',
                 'currency':'CZK','accountId':'%1$s','toAccountId':'%1$s','contactId':'%1$s',
                 'categoryId':'%1$s','invoiceId':'%1$s','billId':'%1$s','propertyId':'%1$s',
                 'unitId':'%1$s','projectId':'%1$s','description':'d','reference':'r'}
                """
                    .formatted(uuid)),
            account(
                "create",
                early,
                """
                {'name':'N','kind':'cash','currency':'USD','openingBalance':'-0.5',
                 'parentId':'%s','description':'d','archived':true}
                """
                    .formatted(uuid)),
            change(
                "contacts",
                "create",
                id,
                early,
                """
                {'name':'N','kind':'tenant','email':'e','phone':'p','address':'a',
                 'taxNumber':'t','notes':'n'}
                """),
            change(
                "categories",
                "create",
                id,
                early,
                "{'name':'N','kind':'income','parentId':'%s','description':'d'}".formatted(uuid)));
    stored.outcomes().forEach(o -> assertInstanceOf(ChangeOutcome.Applied.class, o));
    for (var name : List.of("accounts", "categories", "contacts", "transactions")) {
      var type = store.type(name);
      var record = read(name);
      for (EntityField field : type.fields()) {
        assertNotNull(field.get(record), type + "." + field.name());
      }
    }
    assertEquals("2024-02-29", String.valueOf(field(read("transactions"), "date")));
    assertEquals("123456789012345.6789", String.valueOf(field(read("transactions"), "amount")));
  }

  @Test
  void theLaterStampWinsWhoeverComesFirst() {
    store.push(account("create", later, ACCOUNT));
    var lost = store.push(account("update", early, "{'name':'Older','kind':5}"));
    var superseded = assertInstanceOf(ChangeOutcome.Superseded.class, lost.outcomes().get(0));
    assertEquals("Main", field(Objects.requireNonNull(superseded.entity()).record(), "name"));
    assertEquals("Main", field(current(), "name"));
    assertEquals(lost.previous(), lost.updatedAt());
  }

  @Test
  void aTieGoesToTheServersVersion() {
    store.push(account("create", early, ACCOUNT));
    var tie = store.push(account("update", early, "{'name':'Other'}"));
    assertEquals("superseded", tie.outcomes().get(0).status());
  }

  @Test
  void anUpdateChangesOnlyTheFieldsItCarries() {
    store.push(account("create", early, ACCOUNT));
    store.push(account("update", later, "{'description':'d','archived':false}"));
    store.push(account("update", later.next(), "{'description':null}"));
    var record = current();
    assertEquals("bank", field(record, "kind"));
    assertNull(field(record, "description"));
    assertEquals(false, field(record, "archived"));
    assertEquals(early, record.envelope().createdAt());
  }

  @Test
  void createOfAKnownRecordAndUpdateOfAnUnknownOneAreUpserts() {
    store.push(account("update", early, ACCOUNT));
    store.push(account("create", later, "{'name':'Second'}"));
    assertEquals("Second", field(current(), "name"));
    assertEquals("bank", field(current(), "kind"));
  }

  @Test
  void aDeletionLeavesATombstoneThatAPartialUpdateRevives() {
    store.push(account("create", early, ACCOUNT));
    store.push(account("delete", later, null));
    assertEquals(later, current().envelope().deletedAt());
    var revived = store.push(account("update", later.next(), "{'name':'Again'}"));
    assertInstanceOf(ChangeOutcome.Applied.class, revived.outcomes().get(0));
    var record = current();
    assertNull(record.envelope().deletedAt());
    assertEquals("Again", field(record, "name"));
    assertEquals("bank", field(record, "kind"));
    assertEquals(early, record.envelope().createdAt());
  }

  @Test
  void anEditOlderThanTheDeletionLosesToIt() {
    store.push(account("create", early, ACCOUNT));
    store.push(account("delete", later, null));
    var lost = store.push(account("update", early.next(), "{'name':'Older'}"));
    var superseded = assertInstanceOf(ChangeOutcome.Superseded.class, lost.outcomes().get(0));
    assertTrue(Objects.requireNonNull(superseded.entity()).record().envelope().deleted());
  }

  @Test
  void deletingAnUnknownRecordWritesATombstone() {
    var result = store.push(account("delete", early, null));
    assertEquals(List.of(new ChangeOutcome.Applied(early, true)), result.outcomes());
    assertEquals(early, current().envelope().deletedAt());
    assertEquals(early, current().envelope().createdAt());
  }

  @Test
  void aStampFromTheFutureIsClampedAndStillWins() {
    var future = store.now.plus(Duration.ofDays(400));
    var first = store.push(account("create", future, ACCOUNT));
    assertEquals(List.of(new ChangeOutcome.Applied(store.now, true)), first.outcomes());
    var second = store.push(account("update", future, "{'name':'Second'}"));
    assertEquals(List.of(new ChangeOutcome.Applied(store.now.next(), false)), second.outcomes());
  }

  @Test
  void aRejectedChangeHoldsBackNoOther() {
    var other = UUID.randomUUID().toString();
    var result =
        store.push(
            account("create", early, "{'name':'Main','kind':'bonk','currency':'EUR'}"),
            change("accounts", "create", other, early, ACCOUNT));
    var rejected = assertInstanceOf(ChangeOutcome.Rejected.class, result.outcomes().get(0));
    assertEquals("kind", rejected.errors().get(0).field());
    assertInstanceOf(ChangeOutcome.Applied.class, result.outcomes().get(1));
  }

  @ParameterizedTest
  @CsvSource({
    "entityType, houses",
    "entityType, ACCOUNTS",
    "action, upsert",
    "entityId, 17",
    "updatedAt, yesterday",
    "updatedAt, 1969-12-31T23:59:59Z",
    "baseUpdatedAt, 2026",
    "group, one",
    "payload, x"
  })
  void aGarbledMemberIsNamed(String member, String value) {
    var result = store.push(with(account("create", early, ACCOUNT), member, value));
    var rejected = assertInstanceOf(ChangeOutcome.Rejected.class, result.outcomes().get(0));
    assertEquals(List.of(member), rejected.errors().stream().map(FieldError::field).toList());
  }

  @Test
  void missingMembersAreAllNamed() {
    var result = store.push(TestStore.json("{'id':'" + id + "'}"));
    var rejected = assertInstanceOf(ChangeOutcome.Rejected.class, result.outcomes().get(0));
    assertEquals(
        List.of("entityType", "action", "entityId", "updatedAt"),
        rejected.errors().stream().map(FieldError::field).toList());
  }

  @Test
  void aReplayHasItsFirstOutcomeAndNoSecondEffect() {
    var created = account("create", early, ACCOUNT);
    var bad = account("update", later, "{'kind':'bonk'}");
    var first = store.push(created, bad);
    store.push(account("update", later, "{'name':'Newer'}"));
    store.wait(Duration.ofHours(1));
    var again = store.push(created, bad);
    assertEquals(brief(first), brief(again));
    assertEquals(again.previous(), again.updatedAt());
    assertEquals("Newer", field(current(), "name"));
  }

  @Test
  void aReplayOfALostChangeCarriesTheCurrentVersion() {
    store.push(account("create", later, ACCOUNT));
    var lost = account("update", early, "{'name':'Older'}");
    store.push(lost);
    store.push(account("update", later.next(), "{'name':'Newest'}"));
    var again = store.push(lost);
    var superseded = assertInstanceOf(ChangeOutcome.Superseded.class, again.outcomes().get(0));
    assertEquals("Newest", field(Objects.requireNonNull(superseded.entity()).record(), "name"));
  }

  @Test
  void aReplayIsKnownInCapitalLettersAndInAnotherOrderOfMembers() {
    var created = account("create", early, ACCOUNT);
    store.push(created);
    var builder =
        Json.createObjectBuilder().add("id", created.getString("id").toUpperCase(Locale.ROOT));
    var names = new ArrayList<>(created.keySet());
    for (int i = names.size() - 1; i >= 0; i--) {
      if (!names.get(i).equals("id")) {
        builder.add(names.get(i), created.get(names.get(i)));
      }
    }
    var again = store.push(builder.build());
    assertEquals(List.of(new ChangeOutcome.Applied(early, true)), again.outcomes());
    assertEquals(again.previous(), again.updatedAt());
  }

  private static List<String> brief(PushResult result) {
    return result.outcomes().stream().map(TestStore::brief).toList();
  }

  @Test
  void aReplayTellsWhatCameAfterTheChange() {
    var created = account("create", early, ACCOUNT);
    store.push(created);
    store.push(account("update", later, "{'name':'Second'}"));
    assertEquals("Second", field(overtaking(created), "name"));
    store.push(account("delete", later.next(), null));
    assertTrue(overtaking(created).envelope().deleted());
  }

  private SyncedEntity overtaking(JsonObject change) {
    var applied =
        assertInstanceOf(ChangeOutcome.Applied.class, store.push(change).outcomes().get(0));
    assertEquals(early, applied.updatedAt());
    var overtaken = Objects.requireNonNull(applied.overtaken(), "nothing came after it");
    return Objects.requireNonNull(overtaken.entity()).record();
  }

  @Test
  void aMemberThatIsNullIsAsGoodAsAbsentInAReplay() {
    var created = account("create", early, ACCOUNT);
    store.push(created);
    var again = Json.createObjectBuilder(created).addNull("baseUpdatedAt").addNull("group").build();
    assertEquals(List.of(new ChangeOutcome.Applied(early, true)), store.push(again).outcomes());
  }

  @Test
  void anIdWithOtherContentIsRejected() {
    var created = account("create", early, ACCOUNT);
    store.push(created);
    var result = store.push(with(created, "updatedAt", later.toString()));
    var rejected = assertInstanceOf(ChangeOutcome.Rejected.class, result.outcomes().get(0));
    assertEquals("id", rejected.errors().get(0).field());
    assertEquals(early, current().envelope().updatedAt());
    assertEquals("applied", store.push(created).outcomes().get(0).status());
  }

  @Test
  void theSameChangeTwiceInOneRequestIsAppliedOnce() {
    var created = account("create", early, ACCOUNT);
    var result = store.push(created, created, with(created, "action", "update"));
    assertEquals(
        List.of("applied", "applied", "rejected"),
        result.outcomes().stream().map(ChangeOutcome::status).toList());
  }

  @Test
  void changesToOneRecordInOneRequestBuildOnEachOther() {
    var result =
        store.push(
            account("create", early, ACCOUNT),
            account("update", later, "{'name':'Second'}"),
            account("update", early.next(), "{'name':'Lost'}"),
            account("delete", later.next(), null));
    assertEquals(
        List.of("applied", "applied", "superseded", "applied"),
        result.outcomes().stream().map(ChangeOutcome::status).toList());
    assertEquals("Second", field(current(), "name"));
    assertEquals(later.next(), current().envelope().deletedAt());
    assertEquals(1, TestStore.envelopes(store.pull(result.previous())).size());
  }

  @Test
  void aBaseThatIsTheStoredVersionApplies() {
    store.push(account("create", later, ACCOUNT));
    var based =
        with(account("update", early, "{'name':'Mine'}"), "baseUpdatedAt", later.toString());
    var result = store.push(based);
    assertEquals(List.of(new ChangeOutcome.Applied(later.next(), false)), result.outcomes());
    assertEquals("Mine", field(current(), "name"));
  }

  @Test
  void aBaseThatIsAnotherVersionIsAConflict() {
    store.push(account("create", early, ACCOUNT));
    var newer = store.now;
    var based =
        with(account("update", newer, "{'name':'Mine'}"), "baseUpdatedAt", later.toString());
    var result = store.push(based);
    var conflict = assertInstanceOf(ChangeOutcome.Conflict.class, result.outcomes().get(0));
    assertEquals("Main", field(Objects.requireNonNull(conflict.entity()).record(), "name"));
    var unknown = with(based, "entityId", UUID.randomUUID().toString());
    var without = store.push(with(unknown, "id", UUID.randomUUID().toString())).outcomes().get(0);
    assertNull(assertInstanceOf(ChangeOutcome.Conflict.class, without).entity());
  }

  @Test
  void anUpdateOfARecordThatMayHaveBeenPurgedIsSuperseded() {
    store.push();
    setHorizon(later);
    assertEquals(
        List.of("superseded", "applied"),
        store
            .push(account("update", early, ACCOUNT), account("create", early, ACCOUNT))
            .outcomes()
            .stream()
            .map(ChangeOutcome::status)
            .toList());
  }

  @Test
  void anotherFeedOrACheckpointOutsideOfTheFeedNeedsAResync() {
    var position = store.push(account("create", early, ACCOUNT)).updatedAt();
    var feed = store.push().feed();
    var changes = sent(account("update", later, "{'name':'x'}"));
    assertThrows(
        ResyncRequired.class,
        () -> store.push(new PushRequest(position, UUID.randomUUID().toString(), changes)));
    assertThrows(
        ResyncRequired.class, () -> store.push(new PushRequest(position.next(), feed, changes)));
    setHorizon(position);
    assertThrows(ResyncRequired.class, () -> store.push(new PushRequest(early, feed, changes)));
    // The checkpoint that is the horizon itself has seen all that was purged.
    store.push(new PushRequest(position, feed.toUpperCase(Locale.ROOT), changes));
    setHorizon(null);
    assertEquals("x", field(current(), "name"));
  }

  @Test
  void tenantsShareNothing() {
    var change = account("create", early, ACCOUNT);
    store.push(change);
    store.tenant = UUID.randomUUID().toString();
    var other = store.push(with(change, "action", "update"));
    assertEquals("applied", other.outcomes().get(0).status());
    assertEquals(1, TestStore.envelopes(store.pull(Stamp.EPOCH)).size());
  }

  @Test
  void stampsOfOnePushFollowTheOrderOfItsChanges() {
    var ids = new ArrayList<String>();
    var changes = new ArrayList<JsonObject>();
    for (int i = 0; i < 30; i++) {
      ids.add(UUID.randomUUID().toString());
      changes.add(
          i % 2 == 0
              ? change("accounts", "create", ids.get(i), early, ACCOUNT)
              : change("contacts", "create", ids.get(i), early, "{'name':'N','kind':'other'}"));
    }
    var result = store.push(changes.toArray(new JsonObject[0]));
    var byStamp =
        TestStore.envelopes(store.pull(Stamp.EPOCH)).stream()
            .sorted((a, b) -> a.changedAt().compareTo(b.changedAt()))
            .toList();
    assertEquals(ids, byStamp.stream().map(Envelope::id).toList());
    assertEquals(result.updatedAt(), byStamp.get(29).changedAt());
    assertEquals(30, byStamp.stream().map(Envelope::changedAt).distinct().count());
  }

  private void setHorizon(@Nullable Stamp horizon) {
    store.execute(
        "update tenant_clock set horizon = %s where tenant_id = '%s'"
            .formatted(horizon == null ? null : horizon.micros(), store.tenant));
  }

  private JsonObject account(String action, Stamp stamp, @Nullable String payload) {
    return change("accounts", action, id, stamp, payload);
  }

  private SyncedEntity current() {
    return read("accounts");
  }

  /** The record with the test's id, as the feed gives it, tombstone or not. */
  private SyncedEntity read(String typeName) {
    var type = store.type(typeName);
    var found = new ArrayList<SyncedEntity>();
    store.pull(Stamp.ofMicros(1)).read(type, found::add);
    return found.stream().filter(r -> r.envelope().id().equals(id)).findFirst().orElseThrow();
  }

  private @Nullable Object field(SyncedEntity record, String name) {
    for (var type : store.types.all()) {
      if (type.entityClass() == record.getClass()) {
        return Objects.requireNonNull(type.field(name)).get(record);
      }
    }
    throw new IllegalArgumentException(name);
  }
}
