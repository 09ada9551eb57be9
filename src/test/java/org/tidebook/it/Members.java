package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.UUID;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;

/** What tests of members, tokens and devices do again and again. */
final class Members {

  static final String PASSWORD = "correct horse battery";

  private Members() {}

  /** A body for {@code POST /api/users} with an email of its own. */
  static JsonObject newMember(String role) {
    return newMember(role, role + "-" + UUID.randomUUID() + "@example.org");
  }

  static JsonObject newMember(String role, String email) {
    return Json.createObjectBuilder()
        .add("name", "Budi the " + role)
        .add("email", email)
        .add("password", PASSWORD)
        .add("role", role)
        .build();
  }

  /** What the server answers about a member that the owner adds. */
  static JsonObject add(ApiClient owner, JsonObject member) {
    ApiResponse answer = owner.post("api/users", member);
    assertEquals(201, answer.status(), answer.text());
    return answer.json();
  }

  /** A client that is signed in as the member whom the server described. */
  static ApiClient signedIn(URI base, JsonObject member) {
    ApiClient client = new ApiClient(base);
    ApiResponse answer = signIn(client, member.getString("email"));
    assertEquals(200, answer.status(), answer.text());
    return client;
  }

  static ApiResponse signIn(ApiClient client, String email) {
    return client.post(
        "api/auth/login",
        Json.createObjectBuilder().add("email", email).add("password", PASSWORD).build());
  }

  /** The id of the user who is signed in. */
  static String userId(ApiClient client) {
    return client.get("api/auth/session").json().getJsonObject("user").getString("id");
  }

  /** The secret of a new access token of the user who is signed in. */
  static String token(ApiClient client) {
    ApiResponse answer = client.post("api/auth/tokens", "{\"name\":\"Import script\"}");
    assertEquals(201, answer.status(), answer.text());
    return answer.json().getString("token");
  }

  /** The value of {@code Authorization} that carries a token. */
  static String bearer(String token) {
    return "Bearer " + token;
  }

  /** A push of one new contact. */
  static JsonObject pushOf(String name) {
    return Json.createObjectBuilder()
        .add(
            "changes",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("id", UUID.randomUUID().toString())
                        .add("entityType", "contacts")
                        .add("action", "create")
                        .add("entityId", UUID.randomUUID().toString())
                        .add("updatedAt", "2026-11-22T08:30:00.000000Z")
                        .add(
                            "payload",
                            Json.createObjectBuilder().add("name", name).add("kind", "client"))))
        .build();
  }
}
