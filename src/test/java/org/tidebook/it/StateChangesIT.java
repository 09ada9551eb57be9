package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;
import org.tidebook.sync.domain.Digest;
import org.tidebook.sync.domain.Stamp;

/** Pushing and pulling as an outside client does it, by the protocol document alone. */
class StateChangesIT extends TidebookWar {

  private static final String CHANGES = "api/state/changes";

  private final Stamp earlier = Stamp.of(Instant.now().minus(Duration.ofHours(2)));

  @Test
  void whatOneDevicePushesAnotherPulls() {
    ApiClient owner = owner();
    JsonObject account =
        Json.createObjectBuilder()
            .add("name", "Häuser 🏠 \"Main\"")
            .add("kind", "bank")
            .add("currency", "EUR")
            .add("openingBalance", "-1200.50")
            .add("archived", false)
            .build();
    JsonObject change = change("accounts", "create", account).build();

    JsonObject pushed = push(owner, change);
    JsonObject page = pull(owner, "");

    JsonObject result = pushed.getJsonArray("results").getJsonObject(0);
    assertEquals(change.getString("id"), result.getString("id"));
    assertEquals("applied", result.getString("status"));
    assertEquals(change.getString("updatedAt"), result.getString("updatedAt"));
    assertEquals(pushed.getString("updatedAt"), page.getString("updatedAt"));
    assertEquals(pushed.getString("feed"), page.getString("feed"));
    assertFalse(page.getBoolean("hasMore"));
    JsonObject record = page.getJsonObject("entities").getJsonArray("accounts").getJsonObject(0);
    assertEquals(change.getString("entityId"), record.getString("id"));
    assertEquals(change.getString("updatedAt"), record.getString("createdAt"));
    assertEquals(change.getString("updatedAt"), record.getString("updatedAt"));
    assertEquals(JsonValue.NULL, record.get("deletedAt"));
    assertEquals("-1200.5", record.getString("openingBalance"));
    assertEquals(account.getString("name"), record.getString("name"));
    assertEquals(JsonValue.FALSE, record.get("archived"));
  }

  @Test
  void aTenantSeesItsOwnRecordsOnly() {
    JsonObject change = contact("Mine").build();
    push(owner(), change);

    ApiClient stranger = owner();

    assertTrue(records(pull(stranger, "")).isEmpty());
    assertEquals("applied", status(push(stranger, change), 0));
    assertEquals(1, records(pull(stranger, "")).size());
  }

  @Test
  void theNewerEditWinsWhoeverComesFirstAndTheDeletionTravels() {
    ApiClient owner = owner();
    JsonObject created = contact("First").build();
    String checkpoint = push(owner, created).getString("updatedAt");
    JsonObject newer = edit(created, "update", earlier.plus(Duration.ofMinutes(2)), "Newer");
    JsonObject older = edit(created, "update", earlier.plus(Duration.ofMinutes(1)), "Older");

    push(owner, newer);
    JsonObject lost = push(owner, older);
    JsonObject deleted =
        push(owner, edit(created, "delete", earlier.plus(Duration.ofMinutes(3)), null));

    JsonObject result = lost.getJsonArray("results").getJsonObject(0);
    assertEquals("superseded", result.getString("status"));
    assertEquals("Newer", result.getJsonObject("entity").getString("name"));
    assertEquals("applied", status(deleted, 0));
    JsonObject tombstone = records(pull(owner, "?since=" + checkpoint)).get(0);
    assertEquals(
        Set.of("id", "createdAt", "updatedAt", "updatedBy", "deletedAt"), tombstone.keySet());
    assertTrue(records(pull(owner, "")).isEmpty(), "an initial pull leaves tombstones out");
  }

  @Test
  void oneBadChangeIsRejectedByFieldAndHoldsBackNoOther() {
    ApiClient owner = owner();
    JsonObject bad =
        change(
                "accounts",
                "create",
                Json.createObjectBuilder()
                    .add("name", "x".repeat(256))
                    .add("kind", "bank")
                    .add("currency", "EUR")
                    .add("openingBalance", 12.5)
                    .add("tenantId", "other")
                    .build())
            .build();

    JsonObject answer = push(owner, bad, contact("Good").build());

    JsonArray errors = answer.getJsonArray("results").getJsonObject(0).getJsonArray("errors");
    Set<String> fields = new HashSet<>();
    errors.forEach(error -> fields.add(error.asJsonObject().getString("field")));
    assertEquals(Set.of("name", "openingBalance", "tenantId"), fields);
    assertEquals("rejected", status(answer, 0));
    assertEquals("applied", status(answer, 1));
    assertEquals(
        answer.getJsonArray("results").get(0), push(owner, bad).getJsonArray("results").get(0));
  }

  @Test
  void twentyIdenticalPushesAtOnceHaveOneEffectAndOneAnswer() throws Exception {
    ApiClient owner = owner();
    JsonObject body = body(contact("Once").build(), contact("Twice").build());
    ExecutorService pool = Executors.newFixedThreadPool(20);
    try {
      List<CompletableFuture<ApiResponse>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(CompletableFuture.supplyAsync(() -> owner.post(CHANGES, body), pool));
      }
      Set<JsonValue> results = new HashSet<>();
      for (CompletableFuture<ApiResponse> answer : answers) {
        assertEquals(200, answer.get().status(), answer.get().text());
        results.add(answer.get().json().get("results"));
      }
      assertEquals(1, results.size());
      assertEquals(2, records(pull(owner, "")).size());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void pagesFollowEachOtherToTheEndWithoutGapsOrRepeats() {
    ApiClient owner = owner();
    Set<String> expected = new HashSet<>();
    for (int push = 0; push < 3; push++) {
      List<JsonObject> changes = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        JsonObject change = contact("Contact " + i).build();
        changes.add(change);
        expected.add(change.getString("entityId"));
      }
      push(owner, changes.toArray(new JsonObject[0]));
    }

    List<String> came = new ArrayList<>();
    String query = "?limit=250";
    JsonObject page;
    do {
      page = pull(owner, query);
      records(page).forEach(record -> came.add(record.getString("id")));
      query = "?limit=250&since=" + page.getString("updatedAt") + "&feed=" + page.getString("feed");
      if (page.getBoolean("hasMore")) {
        query += "&initial=" + page.getString("initial");
      }
    } while (page.getBoolean("hasMore"));

    assertNull(page.get("initial"));
    assertEquals(expected.size(), came.size());
    assertEquals(expected, Set.copyOf(came));
    assertTrue(records(pull(owner, query)).isEmpty());
  }

  @Test
  void aFollowerMissesNothingWhileOthersPush() throws Exception {
    ApiClient owner = owner();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<List<JsonObject>>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        writers.add(CompletableFuture.supplyAsync(() -> pushTenTimes(owner), pool));
      }
      Map<String, String> seen = new HashMap<>();
      String since = "1970-01-01T00:00:00.000001Z";
      boolean quiet = false;
      while (!quiet) {
        boolean written = writers.stream().allMatch(CompletableFuture::isDone);
        JsonObject page = pull(owner, "?limit=13&since=" + since);
        records(page).forEach(r -> seen.put(r.getString("id"), r.getString("updatedAt")));
        since = page.getString("updatedAt");
        quiet = written && !page.getBoolean("hasMore");
      }
      for (CompletableFuture<List<JsonObject>> writer : writers) {
        for (JsonObject change : writer.get()) {
          assertEquals(change.getString("updatedAt"), seen.get(change.getString("entityId")));
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"changes\": {}}",
        "{\"changes\": [1]}",
        "{\"changes\": [{\"id\": \"1\"}]}",
        "{\"changes\": [], \"since\": \"soon\"}",
        "{\"changes\": []} x"
      })
  void anUnreadablePushIsABadRequest(String body) {
    ApiResponse answer = owner().post(CHANGES, body);

    assertEquals(400, answer.status());
    assertEquals("bad-request", answer.problemType());
    assertNotNull(answer.json().getString("detail"));
  }

  @Test
  void deepNestingAndTooLargeBodiesAreRefused() {
    ApiClient owner = owner();

    assertEquals(400, owner.post(CHANGES, "[".repeat(100_000)).status());
    assertEquals(
        "too-large", owner.post(CHANGES, " ".repeat(8 * 1024 * 1024) + "{}").problemType());
    JsonObject change = contact("Too many").build();
    JsonObject[] many = new JsonObject[1_001];
    Arrays.fill(many, change);
    assertEquals("too-large", owner.post(CHANGES, body(many)).problemType());
  }

  @ParameterizedTest
  @CsvSource({
    "since=yesterday, since",
    "limit=0, limit",
    "limit=10001, limit",
    "types=houses, types",
    "feed=main, feed",
    "initial=x, initial"
  })
  void anUnreadableParameterIsABadRequestThatNamesIt(String query, String name) {
    ApiResponse answer = owner().get(CHANGES + "?" + query);

    assertEquals("bad-request", answer.problemType());
    assertTrue(answer.json().getString("detail").contains(name));
  }

  @Test
  void anotherFeedNeedsAResync() {
    ApiClient owner = owner();
    String position = pull(owner, "").getString("updatedAt");
    String other = UUID.randomUUID().toString();

    ApiResponse pulled = owner.get(CHANGES + "?since=" + position + "&feed=" + other);
    ApiResponse pushed =
        owner.post(
            CHANGES,
            Json.createObjectBuilder(body(contact("x").build())).add("feed", other).build());

    assertEquals(410, pulled.status());
    assertEquals("resync-required", pulled.problemType());
    assertEquals("resync-required", pushed.problemType());
    assertTrue(records(pull(owner, "")).isEmpty());
  }

  @Test
  void strangersGetNothing() {
    assertEquals(401, stranger().get(CHANGES).status());
    assertEquals(401, stranger().post(CHANGES, body()).status());
    assertEquals(401, stranger().get("api/state/schema").status());
  }

  @Test
  void answersAreNotStoredAndAreCompressedWhereThatIsAccepted() {
    ApiClient owner = owner();
    push(owner, contact("x").build());

    ApiResponse plain = owner.get(CHANGES);
    ApiResponse compressed = owner.get(CHANGES, "Accept-Encoding", "gzip");
    ApiResponse refused = owner.get(CHANGES, "Accept-Encoding", "gzip;q=0");

    assertEquals("no-store", plain.header("Cache-Control"));
    assertEquals("Accept, Accept-Encoding", plain.header("Vary"));
    assertNull(plain.header("Content-Encoding"));
    assertEquals("gzip", compressed.header("Content-Encoding"));
    assertEquals("Accept, Accept-Encoding", compressed.header("Vary"));
    assertNull(refused.header("Content-Encoding"));
  }

  @Test
  void linesHoldTheSameAsTheDocumentAndEndWithTheCheckpoint() {
    ApiClient owner = owner();
    JsonObject gone = contact("Gone \u2028 \"line\"\n").build();
    push(owner, contact("Häuser 🏠").build(), gone, contact("Two\nlines").build());
    String checkpoint = pull(owner, "?limit=1").getString("updatedAt");
    push(owner, edit(gone, "delete", earlier.plus(Duration.ofMinutes(1)), null));

    for (String query : List.of("", "?since=" + checkpoint, "?limit=2", "?types=categories")) {
      JsonObject document = pull(owner, query);
      ApiResponse answer = owner.get(CHANGES + query, "Accept", "application/x-ndjson");

      assertEquals(200, answer.status(), answer.text());
      assertEquals("application/x-ndjson", answer.header("Content-Type"));
      assertTrue(answer.text().endsWith("}\n"), answer.text());
      List<JsonObject> lines = answer.text().lines().map(StateChangesIT::json).toList();
      assertEquals(records(document), recordsOf(lines));
      JsonObjectBuilder head = Json.createObjectBuilder(document).remove("entities");
      assertEquals(head.build(), lines.get(lines.size() - 1), query);
    }
  }

  @Test
  void linesMayBeAsManyAsTheCallerLikes() {
    ApiClient owner = owner();
    push(owner, contact("One").build(), contact("Two").build());

    ApiResponse all = owner.get(CHANGES + "?limit=100000000000", "Accept", "application/x-ndjson");
    ApiResponse none = owner.get(CHANGES + "?limit=0", "Accept", "application/x-ndjson");

    List<JsonObject> lines = all.text().lines().map(StateChangesIT::json).toList();
    assertEquals(2, recordsOf(lines).size());
    assertFalse(lines.get(2).getBoolean("hasMore"));
    assertEquals("bad-request", none.problemType());
  }

  @Test
  void linesAreCompressedWhereThatIsAccepted() throws IOException {
    ApiClient owner = owner();
    push(owner, contact("One").build());

    HttpResponse<InputStream> answer =
        owner.stream(CHANGES, "Accept", "application/x-ndjson", "Accept-Encoding", "br, gzip");

    assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));
    try (InputStream body = new GZIPInputStream(answer.body())) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(2, text.lines().count(), text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|application/json",
        "application/json;q=0.5, application/x-ndjson|application/x-ndjson",
        "application/json, application/x-ndjson;q=0.5|application/json",
        "application/json;q=0, */*;q=0.1|application/x-ndjson",
        "text/html, application/*;q=0.2|application/json"
      })
  void theFormThatWeighsMostComes(String accept, String contentType) {
    ApiResponse answer = owner().get(CHANGES, "Accept", accept);

    assertEquals(200, answer.status());
    assertEquals(contentType, answer.header("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/csv", "application/json;q=0", "*/*;q=0"})
  void whoAcceptsNoFormOfTheFeedIsTold(String accept) {
    ApiResponse answer = owner().get(CHANGES, "Accept", accept);

    assertEquals(406, answer.status());
    assertEquals("not-acceptable", answer.problemType());
  }

  @Test
  void whoHasThePageAlreadyIsToldSoUntilSomethingChanges() {
    ApiClient owner = owner();
    push(owner, contact("x").build());
    ApiResponse first = owner.get(CHANGES);
    String tag = String.valueOf(first.header("ETag"));
    String since = CHANGES + "?since=" + first.json().getString("updatedAt");

    assertTrue(tag.startsWith("W/\""), tag);
    for (String known : List.of(tag, "\"x\", " + tag, tag.substring(2), "*")) {
      ApiResponse same = owner.get(CHANGES, "If-None-Match", known);
      assertEquals(304, same.status(), known);
      assertEquals(tag, same.header("ETag"));
      assertEquals("no-store", same.header("Cache-Control"));
      assertEquals("Accept, Accept-Encoding", same.header("Vary"));
      assertEquals("", same.text());
    }
    assertEquals(200, owner.get(CHANGES, "If-None-Match", "\"x\"").status());
    assertEquals(200, owner.get(since, "If-None-Match", tag).status());
    assertEquals(
        200, owner.get(CHANGES, "If-None-Match", tag, "Accept", "application/x-ndjson").status());
    assertEquals(200, owner().get(CHANGES, "If-None-Match", tag).status());

    push(owner, contact("y").build());

    ApiResponse changed = owner.get(CHANGES, "If-None-Match", tag);
    assertEquals(200, changed.status());
    assertNotEquals(tag, changed.header("ETag"));
    assertEquals(2, records(changed.json()).size());
  }

  @Test
  void aResyncIsAskedForEvenOfWhoSaysToHaveThePage() {
    ApiClient owner = owner();
    String position = pull(owner, "").getString("updatedAt");

    ApiResponse answer =
        owner.get(
            CHANGES + "?since=" + position + "&feed=" + UUID.randomUUID(), "If-None-Match", "*");

    assertEquals("resync-required", answer.problemType());
  }

  @Test
  void theDigestIsWhatAPullComesToAtTheSamePosition() {
    ApiClient owner = owner();
    JsonObject gone = contact("Gone").build();
    push(owner, contact("One").build(), gone, contact("Two").build());
    push(owner, edit(gone, "delete", earlier.plus(Duration.ofMinutes(1)), null));
    JsonObject page = pull(owner, "");

    ApiResponse answer = owner.get("api/state/digest");

    assertEquals(200, answer.status(), answer.text());
    assertEquals("no-store", answer.header("Cache-Control"));
    assertEquals(page.getString("updatedAt"), answer.json().getString("updatedAt"));
    assertEquals(page.getString("feed"), answer.json().getString("feed"));
    JsonObject types = answer.json().getJsonObject("types");
    assertEquals(page.getJsonObject("entities").keySet(), types.keySet());
    Digest expected = Digest.NONE;
    for (JsonObject record : records(page)) {
      Stamp stamp = Stamp.parse(record.getString("updatedAt"));
      expected = expected.plus(record.getString("id"), stamp);
    }
    JsonObject contacts = types.getJsonObject("contacts");
    assertEquals(2, contacts.getInt("count"));
    assertEquals(expected.hex(), contacts.getString("digest"));
    assertEquals("0000000000000000", types.getJsonObject("accounts").getString("digest"));
    assertEquals(401, stranger().get("api/state/digest").status());
  }

  @Test
  void theSchemaDescribesEveryType() {
    JsonObject schema = owner().get("api/state/schema").json();

    List<String> names = new ArrayList<>();
    schema.getJsonArray("types").forEach(t -> names.add(t.asJsonObject().getString("name")));
    assertEquals(1, schema.getInt("version"));
    assertTrue(
        names.containsAll(List.of("accounts", "contacts", "categories", "transactions")),
        names.toString());
  }

  private List<JsonObject> pushTenTimes(ApiClient owner) {
    List<JsonObject> pushed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      JsonObject one = contact("One").build();
      JsonObject two = contact("Two").build();
      push(owner, one, two);
      pushed.add(one);
      pushed.add(two);
    }
    return pushed;
  }

  private JsonObjectBuilder contact(String name) {
    return change(
        "contacts",
        "create",
        Json.createObjectBuilder().add("name", name).add("kind", "client").build());
  }

  private JsonObjectBuilder change(String type, String action, JsonObject payload) {
    return Json.createObjectBuilder()
        .add("id", UUID.randomUUID().toString())
        .add("entityType", type)
        .add("action", action)
        .add("entityId", UUID.randomUUID().toString())
        .add("updatedAt", earlier.toString())
        .add("payload", payload);
  }

  /** A later change to the record of another one; no name is no payload. */
  private static JsonObject edit(
      JsonObject first, String action, Stamp stamp, @Nullable String name) {
    JsonObjectBuilder edit =
        Json.createObjectBuilder(first)
            .add("id", UUID.randomUUID().toString())
            .add("action", action)
            .add("updatedAt", stamp.toString())
            .remove("payload");
    if (name != null) {
      edit.add("payload", Json.createObjectBuilder().add("name", name));
    }
    return edit.build();
  }

  private static JsonObject body(JsonObject... changes) {
    return Json.createObjectBuilder()
        .add("changes", Json.createArrayBuilder(List.of(changes)))
        .build();
  }

  private static JsonObject push(ApiClient client, JsonObject... changes) {
    ApiResponse answer = client.post(CHANGES, body(changes));
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  private static JsonObject pull(ApiClient client, String query) {
    ApiResponse answer = client.get(CHANGES + query);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  private static String status(JsonObject answer, int place) {
    return answer.getJsonArray("results").getJsonObject(place).getString("status");
  }

  private static JsonObject json(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }

  /** The records of all lines but the last, as a document has them: by type. */
  private static List<JsonObject> recordsOf(List<JsonObject> lines) {
    return lines.subList(0, lines.size() - 1).stream()
        .map(line -> line.getJsonObject("record"))
        .toList();
  }

  private static List<JsonObject> records(JsonObject page) {
    List<JsonObject> records = new ArrayList<>();
    for (JsonValue ofType : page.getJsonObject("entities").values()) {
      ofType.asJsonArray().forEach(record -> records.add(record.asJsonObject()));
    }
    return records;
  }
}
