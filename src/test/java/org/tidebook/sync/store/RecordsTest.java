package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidebook.sync.store.TestStore.change;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.SyncedEntity;

class RecordsTest {

  private final TestStore store = new TestStore();
  private final Records records =
      new Records(new SyncDatabase(store.source()), new RecordTables(store.types));
  private final Stamp stamp = store.now.plus(Duration.ofHours(-1));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void pagesFollowEachOtherByIdAndSkipNothing() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      ids.add(contact("Contact " + i, null));
    }
    ids.sort(null);
    for (int limit : List.of(1, 7, 24, 25, 26)) {
      List<String> came = new ArrayList<>();
      String after = null;
      do {
        RecordList page = list(null, after, limit);
        came.addAll(ids(page));
        assertEquals(page.next() != null, came.size() < 25);
        after = page.next() == null ? null : page.next().toUpperCase(Locale.ROOT);
      } while (after != null);
      assertEquals(ids, came);
    }
  }

  @Test
  void tombstonesAndOtherTenantsAreLeftOut() {
    String kept = contact("Kept", null);
    String deleted = contact("Deleted", null);
    store.push(change("contacts", "delete", deleted, stamp.next(), null));

    assertEquals(List.of(kept), ids(list(null, null, 10)));
    assertTrue(notNull(find(deleted)).envelope().deleted());
    assertEquals(kept, notNull(find(kept.toUpperCase(Locale.ROOT))).envelope().id());
    store.tenant = UUID.randomUUID().toString();
    assertEquals(List.of(), ids(list(null, null, 10)));
    assertNull(find(kept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "100%",
        "a_b",
        "c:\\d",
        "!x",
        "(y)",
        "[z]",
        "{1}",
        "^a$",
        "a.b",
        "a*b",
        "a+b",
        "a?b",
        "a|b",
        "\\d",
        "it's",
        "a-b",
        "#1 ~ 2",
        "say \"it\"",
        "***:x",
        "(?i)x",
        "Zürich 🏠",
        "a\tb\nc"
      })
  void aSearchIsPlainText(String text) {
    String found = contact("before " + text + " after", null);
    contact("100 axb c:d x y z 1 ab aab aXXb 5 its ab", null);
    String inNotes = contact("Other", text);

    assertEquals(List.of(found, inNotes).stream().sorted().toList(), ids(list(text, null, 10)));
  }

  @ParameterizedTest
  @CsvSource({
    "MAIN bank, main BANK",
    "Häuser, hÄUSER",
    "ÉTÉ, été",
    "Ουρανός, ΟΥΡΑΝΌς",
    "Дом, дОМ",
    "Σίσυφος, ΣΊΣΥΦΟΣ",
    "ΣΊΣΥΦΟΣ, σίσυφοσ",
    "İstanbul, ISTANBUL",
    "Iğdır, IĞDIR",
    "GROẞ, groß",
    "273 K, 273 k",
    "𐐀, 𐐨"
  })
  void aSearchIsWithoutCaseInEveryScript(String stored, String searched) {
    String found = contact(stored, null);
    contact("Something else", null);

    assertEquals(List.of(found), ids(list(searched, null, 10)));
  }

  @Test
  void onlyTextFieldsAreSearched() {
    String id = UUID.randomUUID().toString();
    store.push(
        change(
            "transactions",
            "create",
            id,
            stamp,
            """
            {'date':'2024-02-29','kind':'expense','amount':'77.5','currency':'CZK',
             'accountId':'%s','description':'Rent for May'}
            """
                .formatted(id)));
    var type = store.type("transactions");

    for (String text : List.of("rent FOR", "expense", "czk")) {
      assertEquals(1, list("transactions", text).items().size(), text);
    }
    for (String text : List.of("77.5", "2024", id.substring(0, 8), store.tenant)) {
      assertEquals(List.of(), list("transactions", text).items(), text);
    }
    assertEquals(type, list("transactions", "rent").type());
  }

  @Test
  void aSearchIsPagedToo() {
    for (int i = 0; i < 30; i++) {
      contact(i % 3 == 0 ? "Match" : "Other", null);
    }
    RecordList first = list("match", null, 4);
    RecordList second = list("match", first.next(), 4);
    RecordList third = list("match", second.next(), 4);

    assertEquals(
        List.of(4, 4, 2),
        List.of(first, second, third).stream().map(p -> p.items().size()).toList());
    assertNull(third.next());
  }

  private String contact(String name, @Nullable String notes) {
    String id = UUID.randomUUID().toString();
    var payload = Json.createObjectBuilder().add("name", name).add("kind", "other");
    if (notes != null) {
      payload.add("notes", notes);
    }
    JsonObject change =
        Json.createObjectBuilder(change("contacts", "create", id, stamp, null))
            .add("payload", payload)
            .build();
    assertEquals("applied", store.push(change).outcomes().get(0).status());
    return id;
  }

  private RecordList list(@Nullable String search, @Nullable String after, int limit) {
    return records.list(
        store.tenant, new RecordQuery(store.type("contacts"), search, after, limit));
  }

  private RecordList list(String type, String search) {
    return records.list(store.tenant, new RecordQuery(store.type(type), search, null, 10));
  }

  private @Nullable SyncedEntity find(String id) {
    return records.find(store.tenant, store.type("contacts"), id);
  }

  private static <T> T notNull(@Nullable T value) {
    assertNotNull(value);
    return value;
  }

  private static List<String> ids(RecordList list) {
    return list.items().stream().map(record -> record.envelope().id()).toList();
  }
}
