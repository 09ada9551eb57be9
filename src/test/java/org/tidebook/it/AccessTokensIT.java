package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;

/** Personal access tokens, as a script without cookies uses them. */
class AccessTokensIT extends TidebookWar {

  private static final String TOKENS = "api/auth/tokens";
  private static final String CHANGES = "api/state/changes";

  @Test
  void aTokenIsShownOnceAndListedWithoutItsSecret() {
    ApiClient owner = owner();

    ApiResponse made = owner.post(TOKENS, "{\"name\":\" Import script \"}");
    ApiResponse list = owner.get(TOKENS);

    assertEquals(201, made.status());
    JsonObject listed = list.json().getJsonArray("items").getJsonObject(0);
    assertEquals(made.json().getString("id"), listed.getString("id"));
    assertEquals("Import script", listed.getString("name"));
    assertEquals(27, listed.getString("createdAt").length());
    assertEquals(JsonValue.NULL, listed.get("lastUsedAt"));
    assertFalse(list.text().contains(made.json().getString("token")));
    assertFalse(listed.containsKey("token"));
  }

  @Test
  void aTokenStandsForItsUserWithNoCookieAndNoOriginCheck() {
    ApiClient owner = owner();
    String bearer = Members.bearer(Members.token(owner));
    ApiClient script = stranger();

    ApiResponse session = script.get("api/auth/session", "Authorization", bearer);
    ApiResponse pushed =
        script.post(
            CHANGES,
            Members.pushOf("Pushed by a script"),
            "Authorization",
            bearer,
            "Origin",
            "https://elsewhere.example",
            "Sec-Fetch-Site",
            "cross-site");
    ApiResponse pulled = script.get(CHANGES, "Authorization", bearer);

    assertEquals(owner.get("api/auth/session").json().get("user"), session.json().get("user"));
    assertNull(session.header("Set-Cookie"));
    assertEquals(200, pushed.status(), pushed.text());
    assertTrue(pulled.text().contains("Pushed by a script"));
    for (String path : List.of("api/state/schema", "api/users", "api/devices", TOKENS)) {
      assertEquals(200, script.get(path, "Authorization", bearer).status(), path);
    }
  }

  @Test
  void theFirstUseIsSeenInTheList() {
    ApiClient owner = owner();
    String bearer = Members.bearer(Members.token(owner));

    stranger().get(CHANGES, "Authorization", bearer);

    JsonObject listed = owner.get(TOKENS).json().getJsonArray("items").getJsonObject(0);
    assertEquals(27, listed.getString("lastUsedAt").length());
  }

  @Test
  void aTokenHasTheRoleOfItsUser() {
    JsonObject viewer = Members.add(owner(), Members.newMember("viewer"));
    String bearer = Members.bearer(Members.token(Members.signedIn(base(), viewer)));

    ApiResponse pushed = stranger().post(CHANGES, Members.pushOf("Never"), "Authorization", bearer);

    assertEquals(403, pushed.status());
    assertEquals("forbidden", pushed.problemType());
  }

  @Test
  void aRevokedTokenIsRefusedAtOnce() {
    ApiClient owner = owner();
    JsonObject made = owner.post(TOKENS, "{\"name\":\"x\"}").json();
    String bearer = Members.bearer(made.getString("token"));
    assertEquals(200, stranger().get(CHANGES, "Authorization", bearer).status());

    ApiResponse revoked = owner.call("DELETE", TOKENS + "/" + made.getString("id"), "");

    assertEquals(204, revoked.status());
    assertInvalid(stranger().get(CHANGES, "Authorization", bearer));
    assertEquals(404, owner.call("DELETE", TOKENS + "/" + made.getString("id"), "").status());
    assertTrue(owner.get(TOKENS).json().getJsonArray("items").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Bearer", "bearer tidebook_", "Bearer \""})
  void aWrongTokenIsRefused(String authorization) {
    assertInvalid(stranger().get(CHANGES, "Authorization", authorization));
    assertInvalid(
        stranger().post(CHANGES, Members.pushOf("Never"), "Authorization", authorization));
  }

  @Test
  void whoeverComesWithoutAnythingIsToldWhatToSend() {
    ApiResponse refused = stranger().get(CHANGES);

    assertEquals(401, refused.status());
    assertEquals("Bearer realm=\"Tidebook\"", refused.header("WWW-Authenticate"));
  }

  @Test
  void theTokenDecidesWhereACookieComesToo() {
    ApiClient ayu = owner();
    String other = Members.bearer(Members.token(owner()));

    ApiResponse asOther = ayu.get("api/auth/session", "Authorization", other);
    ApiResponse asNobody = ayu.get("api/auth/session", "Authorization", "Bearer wrong");
    ApiResponse anotherScheme = ayu.get("api/auth/session", "Authorization", "Basic YTpi");

    assertNotEquals(Members.userId(ayu), asOther.json().getJsonObject("user").getString("id"));
    assertInvalid(asNobody);
    assertEquals(Members.userId(ayu), anotherScheme.json().getJsonObject("user").getString("id"));
  }

  @Test
  void aTokenGivesNobodyElseAccess() {
    ApiClient owner = owner();
    String bearer = Members.bearer(Members.token(owner));
    JsonObject member = Members.add(owner, Members.newMember("viewer"));
    ApiClient script = stranger();

    List<ApiResponse> refused =
        List.of(
            script.post(TOKENS, "{\"name\":\"Heir\"}", "Authorization", bearer),
            script.post("api/users", Members.newMember("owner"), "Authorization", bearer),
            script.call(
                "DELETE", "api/users/" + member.getString("id"), "", "Authorization", bearer));

    for (ApiResponse answer : refused) {
      assertEquals(403, answer.status());
      assertEquals("forbidden", answer.problemType());
      assertTrue(answer.json().getString("detail").contains("access token"));
    }
    assertEquals(1, owner.get(TOKENS).json().getJsonArray("items").size());
    assertEquals(2, owner.get("api/users").json().getJsonArray("items").size());
  }

  @Test
  void aTokenCanRevokeItself() {
    ApiClient owner = owner();
    JsonObject made = owner.post(TOKENS, "{\"name\":\"x\"}").json();
    String bearer = Members.bearer(made.getString("token"));
    String path = TOKENS + "/" + made.getString("id");

    assertEquals(204, stranger().call("DELETE", path, "", "Authorization", bearer).status());
    assertInvalid(stranger().get(CHANGES, "Authorization", bearer));
  }

  @Test
  void tokensOfOthersAreNotThere() {
    ApiClient owner = owner();
    JsonObject made = owner.post(TOKENS, "{\"name\":\"x\"}").json();
    ApiClient colleague = Members.signedIn(base(), Members.add(owner, Members.newMember("owner")));

    JsonArray seen = colleague.get(TOKENS).json().getJsonArray("items");
    ApiResponse revoked = colleague.call("DELETE", TOKENS + "/" + made.getString("id"), "");

    assertTrue(seen.isEmpty());
    assertEquals(404, revoked.status());
    assertEquals("not-found", revoked.problemType());
  }

  @Test
  void aCallForAnotherUserIsRefusedUnderATokenToo() {
    String bearer = Members.bearer(Members.token(owner()));

    ApiResponse refused =
        stranger()
            .post(
                CHANGES,
                Members.pushOf("Never"),
                "Authorization",
                bearer,
                "Tidebook-Session",
                "another/user");

    assertEquals("wrong-session", refused.problemType());
    assertFalse(stranger().get(CHANGES, "Authorization", bearer).text().contains("Never"));
  }

  @Test
  void aTokenNeedsAName() {
    ApiResponse refused = owner().post(TOKENS, "{}");

    assertEquals(422, refused.status());
    assertEquals("name", refused.json().getJsonArray("errors").getJsonObject(0).getString("field"));
  }

  private static void assertInvalid(ApiResponse answer) {
    assertEquals(401, answer.status());
    assertEquals("not-signed-in", answer.problemType());
    assertEquals(
        "Bearer realm=\"Tidebook\", error=\"invalid_token\"", answer.header("WWW-Authenticate"));
  }
}
