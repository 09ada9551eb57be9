package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;
import org.tidebook.sync.domain.Stamp;

/** One record at a time, as a script would do it. */
class EntitiesIT extends TidebookWar {

  private static final String CONTACTS = "api/contacts";
  private static final String BODY = "{\"name\":\"Only\",\"kind\":\"other\"}";

  private ApiClient owner;
  private final String id = UUID.randomUUID().toString();
  private final Stamp earlier = Stamp.of(Instant.now().minus(Duration.ofHours(2)));

  @BeforeEach
  void signUp() {
    owner = owner();
  }

  @Test
  void aRecordIsMadeReadChangedAndDeleted() {
    ApiResponse made = owner.post(CONTACTS, contact("First").add("phone", "1").build());
    String address = CONTACTS + "/" + made.json().getString("id");
    ApiResponse read = owner.get(address);
    ApiResponse changed = write("PATCH", address, "{\"name\":\"Second\",\"phone\":null}");
    ApiResponse put = write("PUT", address, "{\"email\":\"a@example.org\"}");

    assertEquals(201, made.status());
    assertTrue(String.valueOf(made.header("Location")).endsWith("/" + address));
    assertEquals(made.json(), read.json());
    assertEquals("\"" + read.json().getString("updatedAt") + "\"", read.header("ETag"));
    assertEquals(made.header("ETag"), read.header("ETag"));
    assertEquals("no-store", read.header("Cache-Control"));
    assertEquals(200, changed.status());
    assertEquals("Second", changed.json().getString("name"));
    assertEquals(null, changed.json().get("phone"));
    assertEquals("Second", put.json().getString("name"));
    assertEquals("a@example.org", put.json().getString("email"));
    assertEquals(owner.get(address).json(), put.json());
    assertNotEquals(changed.header("ETag"), put.header("ETag"));
    assertEquals(204, delete(address).status());
    assertEquals(204, delete(address).status());
    ApiResponse gone = owner.get(address);
    assertEquals(410, gone.status());
    assertEquals("gone", gone.problemType());
  }

  @Test
  void whatIsWrittenComesDownTheFeed() {
    JsonObject before = owner.get("api/state/changes").json();
    ApiResponse made = write("PUT", CONTACTS + "/" + id, contact("In the feed").build().toString());

    JsonObject page = owner.get("api/state/changes?since=" + before.getString("updatedAt")).json();

    assertEquals(201, made.status());
    assertEquals(
        made.json(), page.getJsonObject("entities").getJsonArray("contacts").getJsonObject(0));
  }

  @Test
  void aRepeatAnswersAsTheFirstDid() {
    String key = UUID.randomUUID().toString();
    JsonObject body = contact("Once").build();

    ApiResponse first = owner.post(CONTACTS, body, "Idempotency-Key", key);
    ApiResponse again = owner.post(CONTACTS, body, "Idempotency-Key", key.toUpperCase(Locale.ROOT));
    ApiResponse other = owner.post(CONTACTS, contact("Other").build(), "Idempotency-Key", key);

    assertEquals(201, first.status());
    assertEquals(201, again.status());
    assertEquals(first.json(), again.json());
    assertEquals(1, items("").size());
    assertEquals(422, other.status());
    assertEquals(List.of("Idempotency-Key"), fields(other));
  }

  @Test
  void aRepeatOfAChangeThatLostLosesAgainAndOneOfAnUpdateIsA200() {
    make(earlier.plus(Duration.ofMinutes(5)));
    String lost = UUID.randomUUID().toString();
    String won = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      ApiResponse older =
          write(
              "PATCH",
              CONTACTS + "/" + id,
              stamped(earlier, "Older").toString(),
              "Idempotency-Key",
              lost);
      assertEquals(409, older.status());
      ApiResponse newer =
          owner.post(
              CONTACTS,
              Json.createObjectBuilder()
                  .add("id", id)
                  .add("updatedAt", earlier.plus(Duration.ofMinutes(6)).toString())
                  .add("name", "Newer")
                  .build(),
              "Idempotency-Key",
              won);
      assertEquals(200, newer.status());
    }
  }

  @Test
  void theEditStampInTheBodyDecides() {
    ApiResponse made = make(earlier.plus(Duration.ofMinutes(5)));
    ApiResponse older = write("PUT", CONTACTS + "/" + id, stamped(earlier, "Older").toString());
    ApiResponse deleted = delete(CONTACTS + "/" + id + "?updatedAt=" + earlier);
    ApiResponse unstamped = write("PATCH", CONTACTS + "/" + id, "{\"name\":\"Now\"}");

    assertEquals(made.json().getString("updatedAt"), made.json().getString("createdAt"));
    assertEquals(409, older.status());
    assertEquals("conflict", older.problemType());
    assertEquals(made.json(), older.json().getJsonObject("entity"));
    assertEquals(409, deleted.status());
    assertEquals(made.json(), deleted.json().getJsonObject("entity"));
    assertEquals(200, unstamped.status());
    assertTrue(
        Stamp.parse(unstamped.json().getString("updatedAt"))
            .isAfter(earlier.plus(Duration.ofHours(1))));
  }

  @Test
  void withoutAStampAnEditIsLaterThanAVersionFromTheFuture() {
    Stamp ahead = Stamp.of(Instant.now().plus(Duration.ofSeconds(50)));
    make(ahead);

    ApiResponse changed = write("PATCH", CONTACTS + "/" + id, "{\"name\":\"Later\"}");

    assertEquals(ahead.next().toString(), changed.json().getString("updatedAt"));
  }

  @Test
  void ifMatchIsTheBaseCheck() {
    ApiResponse made = make(earlier);
    String address = CONTACTS + "/" + id;
    String tag = String.valueOf(made.header("ETag"));

    ApiResponse changed = write("PUT", address, made.json().toString(), "If-Match", tag);
    ApiResponse stale = write("PATCH", address, "{\"name\":\"x\"}", "If-Match", tag);
    ApiResponse either =
        write("PATCH", address, "{}", "If-Match", tag + ", " + changed.header("ETag"));
    ApiResponse foreign = write("PATCH", address, "{}", "If-Match", "\"abc\"");
    ApiResponse any = write("PATCH", address, "{\"name\":\"y\"}", "If-Match", "*");
    ApiResponse staleDelete = owner.call("DELETE", address, "", "If-Match", tag);
    ApiResponse absent =
        write(
            "PUT",
            CONTACTS + "/" + UUID.randomUUID(),
            contact("x").build().toString(),
            "If-Match",
            "*");

    assertEquals(200, changed.status(), changed.text());
    assertEquals(earlier.next().toString(), changed.json().getString("updatedAt"));
    for (ApiResponse refused : List.of(stale, foreign, staleDelete, absent)) {
      assertEquals(412, refused.status());
      assertEquals("precondition-failed", refused.problemType());
    }
    assertEquals(changed.json(), stale.json().getJsonObject("entity"));
    assertEquals(JsonValue.NULL, absent.json().get("entity"));
    assertEquals(200, either.status());
    assertEquals(200, any.status());
    assertEquals(204, owner.call("DELETE", address, "", "If-Match", "*").status());
    assertEquals(412, write("PATCH", address, "{}", "If-Match", "*").status());
    assertEquals(400, write("PATCH", address, "{}", "If-Match", "abc").status());
  }

  @Test
  void ifNoneMatchKeepsWhatIsThere() {
    ApiResponse made = write("PUT", CONTACTS + "/" + id, BODY, "If-None-Match", "*");
    ApiResponse again = write("PUT", CONTACTS + "/" + id, BODY, "If-None-Match", "*");
    String posted = contact("Third").add("id", id).build().toString();
    ApiResponse byPost = owner.post(CONTACTS, posted, "If-None-Match", "*");

    assertEquals(201, made.status(), made.text());
    for (ApiResponse refused : List.of(again, byPost)) {
      assertEquals(412, refused.status());
      assertEquals(made.json(), refused.json().getJsonObject("entity"));
    }
    assertEquals(204, delete(CONTACTS + "/" + id).status());
    assertEquals(
        200, write("PUT", CONTACTS + "/" + id, BODY, "If-None-Match", "*").status(), "revived");
    assertEquals(400, write("PUT", CONTACTS + "/" + id, BODY, "If-None-Match", "\"a\"").status());
  }

  @Test
  void theOnlyRecordOfATenantNeedsNoId() {
    String tenant = owner.get("api/auth/session").json().getJsonObject("tenant").getString("id");

    ApiResponse made = owner.post("api/sync-settings", "{\"strategies\":\"{}\"}");

    assertEquals(201, made.status(), made.text());
    assertEquals(tenant, made.json().getString("id"));
  }

  @Test
  void whatHttpLibrariesSendIsTaken() {
    make(earlier);
    String address = CONTACTS + "/" + id;
    ApiResponse patched =
        owner.call(
            "PATCH",
            address,
            "{\"name\":\"Patched\"}",
            "Content-Type",
            "application/merge-patch+json");
    ApiResponse deleted = write("DELETE", address, "{}");

    assertEquals("Patched", patched.json().getString("name"), patched.text());
    assertEquals(204, deleted.status(), deleted.text());
  }

  @Test
  void aTagThatIsStillRightSavesTheBody() {
    String tag = String.valueOf(make(earlier).header("ETag"));

    ApiResponse unchanged = owner.get(CONTACTS + "/" + id, "If-None-Match", tag);

    assertEquals(304, unchanged.status());
    assertEquals("", unchanged.text());
  }

  @Test
  void whatIsWrongIsNamed() {
    ApiResponse invalid =
        owner.post(
            CONTACTS,
            Json.createObjectBuilder()
                .add("name", "x".repeat(256))
                .add("kind", "cat")
                .add("colour", "red")
                .add("tenantId", "other")
                .build());
    ApiResponse stamp = owner.post(CONTACTS, contact("x").add("updatedAt", 5).build());
    ApiResponse query = delete(CONTACTS + "/" + id + "?updatedAt=soon");

    assertEquals(422, invalid.status());
    assertEquals("invalid", invalid.problemType());
    assertEquals(List.of("colour", "kind", "name", "tenantId"), fields(invalid));
    assertEquals(List.of("updatedAt"), fields(stamp));
    assertEquals(List.of("updatedAt"), fields(query));
    assertEquals(List.of(), items(""));
  }

  @Test
  void theIdInTheBodyIsTheOneInTheAddressOrNone() {
    String address = CONTACTS + "/" + id;
    ApiResponse other =
        write(
            "PUT",
            address,
            contact("x").add("id", UUID.randomUUID().toString()).build().toString());
    ApiResponse same =
        write(
            "PUT", address, contact("x").add("id", id.toUpperCase(Locale.ROOT)).build().toString());
    ApiResponse none = owner.post(CONTACTS, contact("x").add("id", "7").build());

    assertEquals(List.of("id"), fields(other));
    assertEquals(201, same.status());
    assertEquals(id, same.json().getString("id"));
    assertEquals(List.of("id"), fields(none));
  }

  @Test
  void aListIsSearchedAndPaged() {
    for (String name : List.of("100% Häuser", "100 haeuser", "Other")) {
      owner.post(CONTACTS, contact(name).build());
    }
    delete(CONTACTS + "/" + items("").get(0).getString("id"));
    owner.post(CONTACTS, contact("100% HÄUSER").build());
    owner.post(CONTACTS, contact("100% häuser").build());

    List<JsonObject> found = items("?q=" + URLEncoder.encode("0% hÄ", StandardCharsets.UTF_8));
    JsonObject page = owner.get(CONTACTS + "?limit=2").json();
    List<JsonObject> rest = items("?after=" + page.getString("next"));

    assertTrue(found.size() >= 2, found.toString());
    found.forEach(r -> assertTrue(r.getString("name").startsWith("100% ")));
    assertEquals(2, page.getJsonArray("items").size());
    assertEquals(4, 2 + rest.size());
    assertEquals(JsonValue.NULL, owner.get(CONTACTS).json().get("next"));
    List<String> ids = items("").stream().map(r -> r.getString("id")).toList();
    assertEquals(ids.stream().sorted().toList(), ids);
  }

  @ParameterizedTest
  @CsvSource({"limit=0, limit", "limit=1001, limit", "after=7, after", "q=%00, q"})
  void anUnreadableParameterIsABadRequestThatNamesIt(String query, String name) {
    ApiResponse answer = owner.get(CONTACTS + "?" + query);

    assertEquals("bad-request", answer.problemType());
    assertTrue(answer.json().getString("detail").contains(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api/houses",
        "api/nothing/here",
        "api/state",
        "api/auth",
        "api/state/nothing",
        "api/contacts/7",
        "api/contacts/00000000-0000-4000-8000-000000000000"
      })
  void whatThereIsNotIsNotFound(String address) {
    ApiResponse answer = owner.get(address);

    assertEquals(404, answer.status());
    assertEquals("not-found", answer.problemType());
  }

  @Test
  void everyTypeOfTheSchemaHasItsAddressInKebabCase() {
    for (JsonValue type : owner.get("api/state/schema").json().getJsonArray("types")) {
      String path = type.asJsonObject().getString("path");
      assertEquals(path, path.replace('_', '-'));
      assertEquals(List.of(), List.copyOf(owner.get("api/" + path).json().getJsonArray("items")));
    }
  }

  @Test
  void otherResourcesKeepTheirAddresses() {
    assertEquals(405, owner.call("DELETE", "api/health", "").status());
    assertEquals(200, owner.get("api/auth/session").status());
    assertEquals(200, owner.get("api/state/schema").status());
  }

  @Test
  void strangersOtherTenantsAndOtherSessionsGetNothing() {
    make(earlier);
    String address = CONTACTS + "/" + id;

    assertEquals(401, stranger().get(CONTACTS).status());
    assertEquals(401, stranger().call("DELETE", address, "").status());
    assertEquals(404, owner().get(address).status());
    ApiResponse session =
        write("PATCH", address, "{\"name\":\"x\"}", "Tidebook-Session", "some/body");
    assertEquals("wrong-session", session.problemType());
    assertEquals(415, owner.call("POST", CONTACTS, "a=b", "Content-Type", "text/plain").status());
    assertEquals(400, owner.post(CONTACTS, "[]").status());
    assertEquals(400, owner.post(CONTACTS, "{}", "Idempotency-Key", "7").status());
    assertEquals("First", owner.get(address).json().getString("name"));
  }

  private ApiResponse make(Stamp stamp) {
    ApiResponse made =
        owner.post(
            CONTACTS, contact("First").add("id", id).add("updatedAt", stamp.toString()).build());
    assertEquals(201, made.status(), made.text());
    return made;
  }

  private static JsonObjectBuilder contact(String name) {
    return Json.createObjectBuilder().add("name", name).add("kind", "client");
  }

  private static JsonObject stamped(Stamp stamp, String name) {
    return Json.createObjectBuilder().add("updatedAt", stamp.toString()).add("name", name).build();
  }

  private ApiResponse write(String method, String address, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/json"));
    return owner.call(method, address, body, all.toArray(new String[0]));
  }

  private ApiResponse delete(String address) {
    return owner.call("DELETE", address, "");
  }

  private List<JsonObject> items(String query) {
    return owner.get(CONTACTS + query).json().getJsonArray("items").getValuesAs(JsonObject.class);
  }

  private static List<String> fields(ApiResponse answer) {
    assertEquals(422, answer.status(), answer.text());
    return answer.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
        .map(error -> error.getString("field"))
        .sorted()
        .toList();
  }
}
