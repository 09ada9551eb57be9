package org.tidebook.sync.store;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.tidebook.sync.store.TestStore.change;
import static org.tidebook.sync.store.TestStore.with;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.FieldError;

/** One change that can never be stored is rejected alone, whoever finds it out. */
class PoisonTest {

  private static final String GOOD = "{'name':'N','kind':'income'}";

  private final TestStore store = new TestStore();
  private final String id = UUID.randomUUID().toString();
  private final Stamp stamp = store.now.plus(Duration.ofHours(-1));

  /** What the class of the entity type allows and the database does not. */
  @BeforeAll
  static void constrain() {
    try (var any = new TestStore()) {
      any.execute("alter table categories add constraint no_poison check (name <> 'Poison')");
    }
  }

  @AfterAll
  static void release() {
    try (var any = new TestStore()) {
      any.execute("alter table categories drop constraint no_poison");
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\ud800", "\udc00x", "x\ud83d", "\ude00\ud83d"})
  void aTextThatCannotBeStoredNamesItsField(String text) {
    var poison = holding(Json.createObjectBuilder(TestStore.json(GOOD)).add("name", text).build());
    assertEquals(List.of("name"), fieldsRejectedAlone(poison));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\ud800", "\udc00x", "x\ud83d", "\ude00\ud83d"})
  void aMemberNameThatCannotBeStoredIsRejectedToo(String name) {
    var payload = Json.createObjectBuilder(TestStore.json(GOOD)).add(name, "x").build();
    assertEquals(1, fieldsRejectedAlone(holding(payload)).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"entityType", "action", "entityId", "updatedAt", "baseUpdatedAt", "group"})
  void aGarbledMemberOfAChangeIsNamed(String member) {
    for (var text : List.of("\u0000", "\ud800")) {
      assertEquals(List.of(member), fieldsRejectedAlone(with(create(GOOD), member, text)));
    }
  }

  @Test
  void aRecordThatOnlyTheDatabaseRefusesIsRejectedAlone() {
    assertEquals(List.of("payload"), fieldsRejectedAlone(create(GOOD.replace("N", "Poison"))));
  }

  @Test
  void anUpdateThatOnlyTheDatabaseRefusesLeavesTheStoredVersion() {
    store.push(create(GOOD));
    assertEquals(
        List.of("rejected", "applied"),
        statuses(
            edit("update", stamp.next(), "{'name':'Poison'}"),
            edit("update", stamp.next(), "{'description':'d'}")));
    assertEquals(stamp.next(), stampOfRecord());
  }

  @Test
  void anEditOfTheSameRecordIsJudgedWithoutThePoisonBeforeIt() {
    assertEquals(
        List.of("applied", "rejected", "applied"),
        statuses(
            create(GOOD),
            edit("update", stamp.next(), "{'name':'Poison'}"),
            edit("update", stamp.next(), "{'description':'d'}")));
    // Without the create that was refused there is nothing that it could be an edit of.
    var other = UUID.randomUUID().toString();
    var second =
        store
            .push(
                change("categories", "create", other, stamp, GOOD.replace("N", "Poison")),
                change("categories", "update", other, stamp.next(), "{'description':'d'}"))
            .outcomes()
            .get(1);
    var errors = assertInstanceOf(ChangeOutcome.Rejected.class, second).errors();
    assertEquals(Set.of("name", "kind"), errors.stream().map(FieldError::field).collect(toSet()));
  }

  @Test
  void manyEditsOverAPoisonedOneAreStillJudgedOneByOne() {
    var changes = new ArrayList<JsonObject>();
    changes.add(create(GOOD));
    Stamp edit = stamp;
    for (int i = 0; i < 100; i++) {
      edit = edit.next();
      changes.add(
          edit("update", edit, i % 2 == 0 ? "{'name':'Poison'}" : "{'description':'d" + i + "'}"));
    }
    var statuses = statuses(changes.toArray(new JsonObject[0]));
    for (int i = 0; i < 100; i++) {
      assertEquals(i % 2 == 0 ? "rejected" : "applied", statuses.get(i + 1), "edit " + i);
    }
    assertEquals(edit, stampOfRecord());
  }

  @Test
  void aPoisonedMemberBlocksItsGroupAndNoOther() {
    var group = UUID.randomUUID().toString();
    var alone = UUID.randomUUID().toString();
    assertEquals(
        List.of("blocked", "applied", "rejected", "applied"),
        statuses(
            with(edit("update", stamp.next(), GOOD), "group", group),
            change("categories", "create", alone, stamp, GOOD),
            with(
                change("categories", "create", random(), stamp, GOOD.replace("N", "Poison")),
                "group",
                group),
            create(GOOD)));
    assertEquals(stamp, stampOfRecord(), "the blocked edit was newer, and did not happen");
  }

  /** Pushes it between two good ones, twice: the receipt of the poison must be storable too. */
  private List<String> fieldsRejectedAlone(JsonObject poison) {
    var before = change("categories", "create", random(), stamp, GOOD);
    var after = change("contacts", "create", random(), stamp, "{'name':'N','kind':'other'}");
    var result = store.push(before, poison, after);
    assertEquals("applied", result.outcomes().get(0).status());
    assertEquals("applied", result.outcomes().get(2).status());
    var rejected = assertInstanceOf(ChangeOutcome.Rejected.class, result.outcomes().get(1));
    var again = store.push(before, poison, after);
    for (int i = 0; i < 3; i++) {
      assertEquals(
          TestStore.brief(result.outcomes().get(i)), TestStore.brief(again.outcomes().get(i)));
    }
    assertEquals(2, TestStore.envelopes(store.pull(result.previous())).size());
    return rejected.errors().stream().map(FieldError::field).toList();
  }

  private List<String> statuses(JsonObject... changes) {
    return store.push(changes).outcomes().stream().map(ChangeOutcome::status).toList();
  }

  private Stamp stampOfRecord() {
    return TestStore.envelopes(store.pull(Stamp.EPOCH)).stream()
        .filter(envelope -> envelope.id().equals(id))
        .findFirst()
        .orElseThrow()
        .updatedAt();
  }

  private JsonObject create(String payload) {
    return edit("create", stamp, payload);
  }

  private JsonObject edit(String action, Stamp at, String payload) {
    return change("categories", action, id, at, payload);
  }

  private JsonObject holding(JsonObject payload) {
    return Json.createObjectBuilder(create(GOOD)).add("payload", payload).build();
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }
}
