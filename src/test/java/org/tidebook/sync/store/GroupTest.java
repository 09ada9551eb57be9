package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.tidebook.sync.store.TestStore.change;
import static org.tidebook.sync.store.TestStore.with;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;

class GroupTest {

  private final TestStore store = new TestStore();
  private final String group = UUID.randomUUID().toString();
  private final Stamp stamp = store.now.plus(Duration.ofHours(-1));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aGroupIsAppliedWhole() {
    assertEquals(List.of("applied", "applied"), statuses(member("a"), member("b")));
    assertEquals(2, records());
  }

  @Test
  void oneBadMemberBlocksTheOthersAndTheyLeaveNoReceipt() {
    var first = member("a");
    var bad = member("");
    var third = member("c");
    var alone = named("alone");
    assertEquals(
        List.of("blocked", "applied", "rejected", "blocked"), statuses(first, alone, bad, third));
    assertEquals(1, records());
    assertEquals(
        new ChangeOutcome.Blocked(bad.getString("id")),
        store.push(first, bad, third).outcomes().get(0));

    // Corrected, under a new id: the same changes stand beside it.
    assertEquals(List.of("applied", "applied", "applied"), statuses(first, member("b"), third));
    assertEquals(4, records());
  }

  @Test
  void aLosingMemberBlocksToo() {
    var known = member("a");
    store.push(named("x", known.getString("entityId"), store.now));
    assertEquals(List.of("superseded", "blocked"), statuses(known, member("b")));
  }

  @Test
  void aGarbledMemberBlocksToo() {
    assertEquals(
        List.of("blocked", "rejected"),
        statuses(member("a"), with(member("b"), "entityType", "houses")));
  }

  @Test
  void anAppliedGroupThatComesAgainIsAReplay() {
    var a = member("a");
    var b = member("b");
    var first = store.push(a, b);
    var again = store.push(with(b, "id", b.getString("id").toUpperCase(Locale.ROOT)), a);
    assertEquals(first.updatedAt(), again.updatedAt());
    assertEquals(first.outcomes(), again.outcomes());
  }

  @Test
  void aSplitGroupIsRefusedAndNothingIsDone() {
    var a = member("a");
    store.push(a);
    var alone = named("alone");
    assertThrows(SplitGroup.class, () -> store.push(alone, member("b")));
    assertThrows(SplitGroup.class, () -> store.push(alone, a, member("b")));
    assertEquals(1, records());
  }

  @Test
  void twoGroupsInOnePushDoNotTouchEachOther() {
    var other = UUID.randomUUID().toString();
    assertEquals(
        List.of("applied", "blocked", "applied", "rejected"),
        statuses(
            member("a"),
            with(named("x"), "group", other),
            member("b"),
            with(named(""), "group", other)));
  }

  private List<String> statuses(JsonObject... changes) {
    return store.push(changes).outcomes().stream().map(ChangeOutcome::status).toList();
  }

  private int records() {
    return TestStore.envelopes(store.pull(Stamp.EPOCH)).size();
  }

  private JsonObject member(String name) {
    return with(named(name), "group", group);
  }

  private JsonObject named(String name) {
    return named(name, UUID.randomUUID().toString(), stamp);
  }

  private static JsonObject named(String name, String id, Stamp stamp) {
    return change("categories", "create", id, stamp, "{'name':'" + name + "','kind':'income'}");
  }
}
