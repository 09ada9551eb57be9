package org.tidebook.openapi;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tidebook.sync.problem.ProblemType;

/** The members of the organisation, a user's access tokens and devices. */
final class MemberPaths {

  private static final String TAG = "Members";

  private MemberPaths() {}

  static void add(Paths paths) {
    paths
        .add("GET", "/users", members())
        .add("POST", "/users", addMember())
        .add("DELETE", "/users/{id}", removeMember())
        .add("GET", "/auth/tokens", tokens())
        .add("POST", "/auth/tokens", makeToken())
        .add("DELETE", "/auth/tokens/{id}", revokeToken())
        .add("GET", "/devices", devices());
  }

  static Map<String, JsonObject> schemas() {
    Map<String, JsonObject> schemas = new LinkedHashMap<>();
    schemas.put("Member", member());
    schemas.put("AccessToken", Schemas.object(tokenMembers()));
    schemas.put("Device", device());
    return schemas;
  }

  private static Operation members() {
    Map<String, JsonObject> removed = new LinkedHashMap<>();
    removed.put("id", Schemas.uuid());
    removed.put("name", Schemas.text());
    removed.put("removedAt", Schemas.stamp());
    Map<String, JsonObject> list = new LinkedHashMap<>();
    list.put("items", Schemas.list(Schemas.ref("Member")));
    list.put("removed", Schemas.list(Schemas.object(removed)));
    return Operation.of(TAG, "listUsers", "The members, and the names of those who were removed")
        .answer(200, "All of the organisation", Schemas.object(list));
  }

  private static Operation addMember() {
    Map<String, JsonObject> body = new LinkedHashMap<>();
    body.put("name", Schemas.text(1, 255));
    body.put("email", Schemas.text(3, 254));
    body.put("password", Schemas.text(8, 200));
    body.put("role", Schemas.words("owner", "editor", "viewer"));
    return Operation.of(TAG, "addUser", "Add a member; for owners")
        .body(Schemas.object(body))
        .answer(201, "The member", Schemas.ref("Member"))
        .problems(ProblemType.CONFLICT, ProblemType.INVALID);
  }

  private static Operation removeMember() {
    return Operation.of(TAG, "removeUser", "Remove a member; for owners")
        .path("id", "The member's id", Schemas.uuid())
        .answer(204, "Sign-ins and tokens of the member have ended")
        .problems(ProblemType.NOT_FOUND, ProblemType.CONFLICT);
  }

  private static Operation tokens() {
    return Operation.of(TAG, "listTokens", "The caller's personal access tokens")
        .answer(200, "Without their secrets", items("AccessToken"));
  }

  private static Operation makeToken() {
    Map<String, JsonObject> made = tokenMembers();
    made.put("token", Schemas.text());
    return Operation.of(TAG, "makeToken", "Make a personal access token")
        .body(Schemas.object(Map.of("name", Schemas.text(1, 255))))
        .answer(201, "With the secret, which is never shown again", Schemas.object(made))
        .problems(ProblemType.INVALID);
  }

  private static Operation revokeToken() {
    return Operation.of(TAG, "revokeToken", "Revoke a personal access token")
        .path("id", "The token's id", Schemas.uuid())
        .answer(204, "It is of no use any more")
        .problems(ProblemType.NOT_FOUND);
  }

  private static Operation devices() {
    return Operation.of(TAG, "listDevices", "The caller's devices and how far they have synced")
        .answer(
            200,
            "The devices that said who they are; remembered is the id of this browser's cookie",
            Schemas.object(
                Map.of(
                    "items", Schemas.list(Schemas.ref("Device")),
                    "remembered", Schemas.nullable(Schemas.uuid()))));
  }

  private static JsonObject items(String schema) {
    return Schemas.object(Map.of("items", Schemas.list(Schemas.ref(schema))));
  }

  private static JsonObject member() {
    Map<String, JsonObject> members = new LinkedHashMap<>();
    members.put("id", Schemas.uuid());
    members.put("name", Schemas.text());
    members.put("email", Schemas.text());
    members.put("role", Schemas.words("owner", "editor", "viewer"));
    members.put("createdAt", Schemas.stamp());
    return Schemas.object(members);
  }

  private static Map<String, JsonObject> tokenMembers() {
    Map<String, JsonObject> members = new LinkedHashMap<>();
    members.put("id", Schemas.uuid());
    members.put("name", Schemas.text());
    members.put("createdAt", Schemas.stamp());
    members.put("lastUsedAt", Schemas.nullable(Schemas.stamp()));
    return members;
  }

  private static JsonObject device() {
    Map<String, JsonObject> members = new LinkedHashMap<>();
    members.put("id", Schemas.uuid());
    members.put("userAgent", Schemas.text());
    members.put("firstSyncedAt", Schemas.stamp());
    members.put("lastSyncedAt", Schemas.stamp());
    members.put("checkpoint", Schemas.nullable(Schemas.stamp()));
    members.put("acknowledged", Schemas.nullable(Schemas.stamp()));
    return Schemas.object(members);
  }
}
