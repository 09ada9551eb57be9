package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;
import org.tidebook.server.MigratedDatabase;
import org.tidebook.sync.domain.Stamp;

/** Signing up, in and out, and what is refused before anything is done. */
class AuthIT extends TidebookWar {

  private static final String PASSWORD = "correct horse battery";

  private final String name = "ayu-" + UUID.randomUUID();

  @Test
  void whoeverRegistersIsSignedInAsTheOwnerOfANewTenant() {
    ApiClient ayu = stranger();

    ApiResponse registered = ayu.post("api/auth/register", ApiClient.registration(name));
    ApiResponse session = ayu.get("api/auth/session");

    assertEquals(201, registered.status());
    assertEquals(200, session.status());
    JsonObject user = session.json().getJsonObject("user");
    assertEquals("Ayu", user.getString("name"));
    assertEquals(name + "@example.org", user.getString("email"));
    assertEquals("owner", user.getString("role"));
    assertEquals("Harbour Homes", session.json().getJsonObject("tenant").getString("name"));
    assertEquals(27, session.json().getString("serverTime").length());
    for (String member : List.of("user", "tenant")) {
      assertEquals(registered.json().get(member), session.json().get(member));
    }
  }

  @Test
  void tenantsAreNotShared() {
    String first = owner().get("api/auth/session").json().getJsonObject("tenant").getString("id");
    String second = owner().get("api/auth/session").json().getJsonObject("tenant").getString("id");

    assertNotEquals(first, second);
  }

  @Test
  void theCookieIsOutOfReachOfScriptsAndOtherSites() {
    String cookie = cookieOf(stranger().post("api/auth/register", ApiClient.registration(name)));

    assertTrue(cookie.contains("HttpOnly"), cookie);
    assertTrue(cookie.contains("SameSite=Lax"), cookie);
    assertTrue(cookie.contains("Path=/"), cookie);
    assertFalse(cookie.contains("Max-Age"), cookie);
    assertFalse(cookie.contains("Secure"), cookie);
  }

  @Test
  void behindHttpsTheCookieIsSecure() {
    stranger().post("api/auth/register", ApiClient.registration(name));

    String cookie =
        cookieOf(
            stranger()
                .post(
                    "api/auth/login",
                    credentials(name, PASSWORD, true),
                    "X-Forwarded-Proto",
                    "https"));

    assertTrue(cookie.contains("Secure"), cookie);
    assertTrue(cookie.contains("Max-Age=2592000"), cookie);
  }

  @Test
  void anEmailComparesWithoutCase() {
    stranger().post("api/auth/register", ApiClient.registration(name));

    ApiResponse signedIn =
        stranger()
            .post("api/auth/login", credentials(name.toUpperCase(Locale.ROOT), PASSWORD, false));
    ApiResponse again =
        stranger().post("api/auth/register", ApiClient.registration(name.toUpperCase(Locale.ROOT)));

    assertEquals(200, signedIn.status());
    assertEquals(409, again.status());
    assertEquals("conflict", again.problemType());
  }

  @Test
  void ofManyRegistrationsAtOnceOneGetsTheEmail() {
    List<CompletableFuture<ApiResponse>> calls =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> stranger().post("api/auth/register", ApiClient.registration(name))))
            .limit(4)
            .toList();
    List<Integer> statuses =
        calls.stream().map(CompletableFuture::join).map(ApiResponse::status).sorted().toList();

    assertEquals(List.of(201, 409, 409, 409), statuses);
  }

  @Test
  void aWrongPasswordAndAnUnknownEmailAreAnsweredAlike() {
    stranger().post("api/auth/register", ApiClient.registration(name));

    ApiResponse wrong = stranger().post("api/auth/login", credentials(name, "wrong", false));
    ApiResponse unknown =
        stranger().post("api/auth/login", credentials("no-" + name, "wrong", false));

    assertEquals(401, wrong.status());
    assertEquals("not-signed-in", wrong.problemType());
    assertEquals(wrong.text(), unknown.text());
    assertEquals(401, unknown.status());
  }

  @Test
  void theTenthFailureInARowMakesTheEmailWaitEvenWithTheRightPassword() {
    stranger().post("api/auth/register", ApiClient.registration(name));
    for (int i = 0; i < 9; i++) {
      assertEquals(
          401, stranger().post("api/auth/login", credentials(name, "wrong", false)).status());
    }

    ApiResponse tenth = stranger().post("api/auth/login", credentials(name, "wrong", false));
    ApiResponse right = stranger().post("api/auth/login", credentials(name, PASSWORD, false));

    assertEquals(429, tenth.status());
    assertEquals("slow-down", tenth.problemType());
    assertEquals("60", tenth.header("Retry-After"));
    assertEquals(429, right.status());
  }

  @Test
  void aSuccessForgetsTheFailuresBeforeIt() {
    stranger().post("api/auth/register", ApiClient.registration(name));
    for (int i = 0; i < 9; i++) {
      stranger().post("api/auth/login", credentials(name, "wrong", false));
    }

    ApiResponse right = stranger().post("api/auth/login", credentials(name, PASSWORD, false));
    ApiResponse wrong = stranger().post("api/auth/login", credentials(name, "wrong", false));

    assertEquals(200, right.status());
    assertEquals(401, wrong.status());
  }

  @Test
  void signingOutEndsTheSessionOnTheServerToo() {
    ApiClient ayu = stranger();
    String cookie = cookieOf(ayu.post("api/auth/register", ApiClient.registration(name)));
    String stolen = cookie.substring(0, cookie.indexOf(';'));
    assertEquals(200, stranger().get("api/auth/session", "Cookie", stolen).status());

    assertEquals(204, ayu.call("POST", "api/auth/logout", "").status());

    ApiResponse after = stranger().get("api/auth/session", "Cookie", stolen);
    assertEquals(401, after.status());
    assertEquals("not-signed-in", after.problemType());
    assertEquals(204, ayu.call("POST", "api/auth/logout", "").status());
  }

  @Test
  void signingInAgainEndsTheSessionBefore() {
    ApiClient ayu = stranger();
    String cookie = cookieOf(ayu.post("api/auth/register", ApiClient.registration(name)));

    ayu.post("api/auth/login", credentials(name, PASSWORD, false));

    String before = cookie.substring(0, cookie.indexOf(';'));
    assertEquals(200, ayu.get("api/auth/session").status());
    assertEquals(401, stranger().get("api/auth/session", "Cookie", before).status());
  }

  @Test
  void aCallForAnotherUserIsRefusedAndDoesNothing() {
    ApiClient ayu = owner();
    JsonObject session = ayu.get("api/auth/session").json();
    String own =
        session.getJsonObject("tenant").getString("id")
            + "/"
            + session.getJsonObject("user").getString("id");

    ApiResponse other =
        ayu.call("POST", "api/auth/logout", "", "Tidebook-Session", own.replace('/', '-'));

    assertEquals(403, other.status());
    assertEquals("wrong-session", other.problemType());
    assertEquals(200, ayu.get("api/auth/session", "Tidebook-Session", own).status());
  }

  @ParameterizedTest
  @CsvSource({"Origin, https://evil.example", "Sec-Fetch-Site, cross-site"})
  void aWriteOfAnotherSiteIsRefusedAndDoesNothing(String header, String value) {
    ApiClient ayu = owner();

    ApiResponse refused = ayu.call("POST", "api/auth/logout", "", header, value);

    assertEquals(403, refused.status());
    assertEquals("forbidden", refused.problemType());
    assertEquals(200, ayu.get("api/auth/session", header, value).status());
  }

  /** Behind a proxy that ends TLS: the server itself sees plain http and another host. */
  @ParameterizedTest
  @CsvSource({
    "https://books.example.org, https, books.example.org, 204",
    "http://books.example.org, https, books.example.org, 403",
    "https://books.example.org:8443, https, books.example.org, 403",
    "https://books.example.org:8443, https, books.example.org:8443, 204",
    "https://evil.example, https, books.example.org, 403",
    "null, https, books.example.org, 403",
  })
  void behindAProxyThePagesOwnOriginMayWrite(
      String origin, String scheme, String host, int status) {
    ApiResponse answer =
        owner()
            .call(
                "POST",
                "api/auth/logout",
                "",
                "Origin",
                origin,
                "X-Forwarded-Proto",
                scheme,
                "X-Forwarded-Host",
                host);

    assertEquals(status, answer.status());
  }

  @Test
  void theSameHostOnAnotherPortIsAnotherSite() {
    ApiClient ayu = owner();
    String own = base().getScheme() + "://" + base().getAuthority();
    String other = base().getScheme() + "://" + base().getHost() + ":1";

    ApiResponse refused = ayu.call("POST", "api/auth/logout", "", "Origin", other);

    assertEquals("forbidden", refused.problemType());
    assertEquals(204, ayu.call("POST", "api/auth/logout", "", "Origin", own).status());
  }

  @ParameterizedTest
  @CsvSource({"POST, api/auth/logout", "POST, api/state/changes", "POST, api/users"})
  void underACookieABodyThatIsNotJsonIsRefused(String method, String path) {
    ApiClient ayu = owner();

    ApiResponse refused = ayu.call(method, path, "{}", "Content-Type", "text/plain");
    ApiResponse untyped = ayu.call(method, path, "{}");

    assertEquals(415, refused.status());
    assertEquals("unsupported", refused.problemType());
    assertEquals(415, untyped.status());
    assertEquals(200, ayu.get("api/auth/session").status());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, api/auth/session",
    "GET, api/users",
    "GET, api/devices",
    "GET, api/auth/tokens",
    "GET, api/state/changes",
    "GET, api/state/schema",
    "POST, api/state/changes",
    "POST, api/users",
    "POST, api/auth/tokens",
    "DELETE, api/users/x",
    "DELETE, api/auth/tokens/x",
    "POST, api/auth/logout",
  })
  void everyCallForAnotherUserIsRefused(String method, String path) {
    ApiResponse refused =
        owner()
            .call(
                method,
                path,
                method.equals("POST") ? "{}" : "",
                "Content-Type",
                "application/json",
                "Tidebook-Session",
                "another/user");

    assertEquals(403, refused.status());
    assertEquals("wrong-session", refused.problemType());
  }

  @Test
  void anUnreadableProtocolVersionIsABadRequestThatNamesTheHeader() {
    ApiResponse refused = owner().get("api/auth/session", "Tidebook-Protocol", "one");

    assertEquals(400, refused.status());
    assertEquals("bad-request", refused.problemType());
    assertTrue(refused.json().getString("detail").contains("Tidebook-Protocol"));
  }

  @Test
  void pagesCarryAPolicyAndLinkTheirManifest() {
    ApiResponse page = stranger().get("");
    ApiResponse manifest = stranger().get("manifest.webmanifest");

    assertEquals(200, page.status());
    String policy = String.valueOf(page.header("Content-Security-Policy"));
    assertTrue(policy.contains("default-src 'self'"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertEquals("nosniff", page.header("X-Content-Type-Options"));
    assertTrue(page.text().contains("rel=\"manifest\""), page.text());
    assertEquals(200, manifest.status());
    assertEquals("application/manifest+json", manifest.header("Content-Type"));
    assertEquals("nosniff", manifest.header("X-Content-Type-Options"));
  }

  @Test
  void anAddressThatFailsTooOftenHasToWaitWhateverTheEmail() throws SQLException {
    stranger().post("api/auth/register", ApiClient.registration(name));
    String[] attacker = {"X-Forwarded-For", "198.51.100.17"};
    ApiResponse counted =
        stranger().post("api/auth/login", credentials("no-" + name, "wrong", false), attacker);
    assertEquals(401, counted.status());
    assumeTrue(
        System.getProperty("tidebook.test.db.url", "").startsWith("jdbc:postgresql:"),
        "H2 lets nobody else write the 299 failures that are missing; AddressFailuresTest does.");
    try (Connection connection = MigratedDatabase.source().getConnection();
        Statement statement = connection.createStatement()) {
      String sql = "update address_failure set failures = 300 where address = '198.51.100.17'";
      assertEquals(1, statement.executeUpdate(sql));
    }

    String right = credentials(name, PASSWORD, false);
    ApiResponse refused = stranger().post("api/auth/login", right, attacker);
    ApiResponse neighbour =
        stranger().post("api/auth/login", right, "X-Forwarded-For", "198.51.100.18");

    assertEquals(429, refused.status());
    assertEquals("slow-down", refused.problemType());
    int seconds = Integer.parseInt(String.valueOf(refused.header("Retry-After")));
    assertTrue(seconds > 200 && seconds <= 300, "waits " + seconds);
    assertEquals(200, neighbour.status());
  }

  @Test
  void anUnknownProtocolVersionIsToldToUpdate() {
    ApiResponse refused = owner().get("api/auth/session", "Tidebook-Protocol", "2");

    assertEquals(426, refused.status());
    assertEquals("client-too-old", refused.problemType());
  }

  @Test
  void everyWrongFieldIsNamed() {
    ApiResponse refused =
        stranger()
            .post(
                "api/auth/register",
                "{\"organisation\":\"\",\"name\":7,\"email\":\"x\",\"password\":\"short\"}");

    assertEquals(422, refused.status());
    assertEquals("invalid", refused.problemType());
    assertEquals(
        List.of("organisation", "name", "email", "password"),
        refused.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
            .map(error -> error.getString("field"))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "7", "{}x", "\u0000"})
  void aBodyThatIsNoJsonObjectIsRefused(String body) {
    ApiResponse refused = stranger().post("api/auth/login", body);

    assertEquals(400, refused.status());
    assertEquals("bad-request", refused.problemType());
  }

  @Test
  void aFormIsNoJson() {
    ApiResponse refused =
        stranger()
            .call(
                "POST",
                "api/auth/login",
                "email=a",
                "Content-Type",
                "application/x-www-form-urlencoded");

    assertEquals(415, refused.status());
    assertEquals("unsupported", refused.problemType());
  }

  @ParameterizedTest
  @CsvSource({"Accept, ///", "Content-Type, ///"})
  void aHeaderThatTheServerCannotReadIsAProblemToo(String header, String value) {
    ApiResponse refused = stranger().call("POST", "api/auth/login", "{}", header, value);

    assertEquals(400, refused.status());
    assertEquals("bad-request", refused.problemType());
  }

  @Test
  void everyErrorIsAProblemWithTheServersTime() {
    ApiResponse unknown = stranger().get("api/nothing/here/either");
    ApiResponse method = stranger().call("DELETE", "api/health", "");
    ApiResponse format = stranger().get("api/health", "Accept", "image/png");
    ApiResponse anonymous = stranger().get("api/auth/session");
    ApiResponse large = stranger().post("api/auth/login", " ".repeat(20_000));

    assertEquals(404, unknown.status());
    assertEquals("not-found", unknown.problemType());
    assertEquals(405, method.status());
    assertEquals("method-not-allowed", method.problemType());
    assertTrue(String.valueOf(method.header("Allow")).contains("GET"));
    assertEquals(406, format.status());
    assertEquals("not-acceptable", format.problemType());
    assertEquals(401, anonymous.status());
    assertEquals("not-signed-in", anonymous.problemType());
    assertEquals(413, large.status());
    assertEquals("too-large", large.problemType());
    for (ApiResponse answer : List.of(unknown, method, format, anonymous, large)) {
      String time = String.valueOf(answer.header("Tidebook-Time"));
      assertEquals(time, Stamp.parse(time).toString());
      assertEquals(answer.status(), answer.json().getInt("status"));
    }
  }

  @Test
  void healthNeedsNoSignIn() {
    ApiResponse health = stranger().get("api/health");

    assertEquals(200, health.status());
    assertEquals("ok", health.json().getString("status"));
    assertEquals("no-store", health.header("Cache-Control"));
    assertEquals("nosniff", health.header("X-Content-Type-Options"));
    String policy = String.valueOf(health.header("Content-Security-Policy"));
    assertTrue(policy.contains("default-src 'self'"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
  }

  private static String credentials(String name, String password, boolean remember) {
    return Json.createObjectBuilder()
        .add("email", name + "@example.org")
        .add("password", password)
        .add("remember", remember)
        .build()
        .toString();
  }

  private static String cookieOf(ApiResponse response) {
    return String.valueOf(response.header("Set-Cookie"));
  }
}
