package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.tidebook.sync.store.TestStore.change;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.books.Meter;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.FieldError;
import org.tidebook.sync.entity.ManagedClasses;
import org.tidebook.sync.entity.SyncedEntity;

/** A class and a migration make an entity type (E1): here one that only the tests have. */
class AddedTypeTest {

  private final TestStore store = new TestStore(ManagedClasses.ofTheApplicationAnd(Meter.class));
  private final String id = UUID.randomUUID().toString();
  private final Stamp early = store.now.plus(Duration.ofHours(-2));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void itIsPushedMergedPulledAndDeletedLikeAnyOther() {
    store.push(
        change(
            "meters",
            "create",
            id,
            early,
            "{'number':'W-1','kind':'water','unitId':'%s','lastReading':'12.500'}".formatted(id)));
    store.push(change("meters", "update", id, early.next(), "{'readOn':'2026-11-01'}"));
    var meter = pulled().get(0);
    assertEquals("12.5", plain(meter, "lastReading"));
    assertEquals("2026-11-01", String.valueOf(value(meter, "readOn")));
    assertEquals("W-1", value(meter, "number"));
    store.push(change("meters", "delete", id, early.next().next(), null));
    assertNotNull(pulled().get(0).envelope().deletedAt());
  }

  @Test
  void itsConstraintsAreItsOwn() {
    var outcome =
        store
            .push(change("meters", "create", id, early, "{'kind':'steam','lastReading':'-1'}"))
            .outcomes()
            .get(0);
    assertEquals(
        List.of(
            new FieldError("kind", "It must be one of: water, electricity, gas, heat."),
            new FieldError("lastReading", "It must be at least 0."),
            new FieldError("number", "It is required."),
            new FieldError("unitId", "It is required.")),
        assertInstanceOf(ChangeOutcome.Rejected.class, outcome).errors());
  }

  @Test
  void documentsCanBelongToIt() {
    var hash = "0".repeat(64);
    var document =
        "{'name':'Photo','mediaType':'image/jpeg','size':1,'sha256':'%s','ownerType':'meters'}"
            .formatted(hash);
    var outcome = store.push(change("documents", "create", id, early, document)).outcomes().get(0);
    assertInstanceOf(ChangeOutcome.Applied.class, outcome);
  }

  private List<SyncedEntity> pulled() {
    var found = new ArrayList<SyncedEntity>();
    store.pull(Stamp.ofMicros(1)).read(store.type("meters"), found::add);
    return found;
  }

  private Object value(SyncedEntity record, String field) {
    return Objects.requireNonNull(
        Objects.requireNonNull(store.type("meters").field(field)).get(record));
  }

  private String plain(SyncedEntity record, String field) {
    return new BigDecimal(value(record, field).toString()).stripTrailingZeros().toPlainString();
  }
}
