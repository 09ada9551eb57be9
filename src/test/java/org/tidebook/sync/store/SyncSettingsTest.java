package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidebook.sync.store.TestStore.change;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.FieldError;

class SyncSettingsTest {

  private static final String NONE = "{'strategies':'{}'}";

  private final TestStore store = new TestStore();
  private final Stamp early = store.now.plus(Duration.ofHours(-2));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theOwnerWritesTheOneRecordOfTheTenantAndItSyncsLikeAnyOther() {
    assertInstanceOf(ChangeOutcome.Applied.class, outcome(settings("create", store.tenant, NONE)));
    var page = store.pull(Stamp.EPOCH);
    assertEquals(
        List.of(store.tenant),
        TestStore.envelopes(page).stream().map(envelope -> envelope.id()).toList());
    assertEquals(
        "superseded", outcome(settings("update", store.tenant, NONE)).status(), "a tie, as ever");
  }

  @Test
  void anybodyElseIsRejectedWhateverTheChange() {
    store.push(settings("create", store.tenant, NONE));
    store.owner = false;
    for (var action : List.of("create", "update", "delete")) {
      assertRejected(
          new FieldError("entityType", "Only an owner may change records of this type."),
          settings(action, store.tenant, NONE));
    }
    assertInstanceOf(
        ChangeOutcome.Applied.class,
        outcome(
            change(
                "categories",
                "create",
                UUID.randomUUID().toString(),
                early,
                "{'name':'N','kind':'income'}")));
  }

  @Test
  void aSecondRecordIsRejected() {
    var error =
        new FieldError(
            "entityId", "There is one record of this type, and its id is that of the tenant.");
    for (var action : List.of("create", "delete")) {
      assertRejected(error, settings(action, UUID.randomUUID().toString(), NONE));
    }
    assertEquals(List.of(), TestStore.envelopes(store.pull(Stamp.EPOCH)));
  }

  @Test
  void theIdOfTheTenantIsComparedWithoutCase() {
    var id = store.tenant.toUpperCase(Locale.ROOT);
    assertInstanceOf(ChangeOutcome.Applied.class, outcome(settings("create", id, NONE)));
  }

  @Test
  void whatIsWrongWithTheStrategiesIsNamed() {
    // u0022 is a double quote; single ones stand for those of the JSON around it.
    var outcome =
        outcome(settings("create", store.tenant, "{'strategies':'{\\u0022accounts\\u0022:{}}'}"));
    var rejected = assertInstanceOf(ChangeOutcome.Rejected.class, outcome);
    assertEquals("strategies", rejected.errors().get(0).field());
    assertTrue(rejected.errors().get(0).message().startsWith("The entry of accounts must have"));
  }

  private void assertRejected(FieldError error, JsonObject change) {
    assertEquals(new ChangeOutcome.Rejected(List.of(error)), outcome(change));
  }

  private ChangeOutcome outcome(JsonObject change) {
    return store.push(change).outcomes().get(0);
  }

  private JsonObject settings(String action, String id, String payload) {
    return change("sync_settings", action, id, early, payload);
  }
}
