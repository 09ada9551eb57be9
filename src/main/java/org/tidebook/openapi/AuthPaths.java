package org.tidebook.openapi;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tidebook.sync.problem.ProblemType;

/** Sign-up, sign-in and who is signed in. */
final class AuthPaths {

  private static final String TAG = "Session";

  private AuthPaths() {}

  static void add(Paths paths) {
    paths
        .add("POST", "/auth/register", register())
        .add("POST", "/auth/login", login())
        .add("GET", "/auth/session", session())
        .add("POST", "/auth/logout", logout());
  }

  static Map<String, JsonObject> schemas() {
    Map<String, JsonObject> user = new LinkedHashMap<>();
    user.put("id", Schemas.uuid());
    user.put("name", Schemas.text());
    user.put("email", Schemas.text());
    user.put("role", Schemas.words("owner", "editor", "viewer"));
    Map<String, JsonObject> tenant = new LinkedHashMap<>();
    tenant.put("id", Schemas.uuid());
    tenant.put("name", Schemas.text());
    Map<String, JsonObject> session = new LinkedHashMap<>();
    session.put("user", Schemas.object(user));
    session.put("tenant", Schemas.object(tenant));
    session.put("serverTime", Schemas.stamp());
    return Map.of("Session", Schemas.object(session));
  }

  private static Operation register() {
    Map<String, JsonObject> body = new LinkedHashMap<>();
    body.put("organisation", Schemas.text(1, 255));
    body.put("name", Schemas.text(1, 255));
    body.put("email", Schemas.text(3, 254));
    body.put("password", Schemas.text(8, 200));
    body.put("remember?", Schemas.nullable(Schemas.flag()));
    return Operation.of(TAG, "register", "Make a new organisation and its owner, signed in")
        .open()
        .body(Schemas.object(body))
        .answer(201, "With a session cookie", Schemas.ref("Session"))
        .problems(ProblemType.CONFLICT, ProblemType.INVALID);
  }

  private static Operation login() {
    Map<String, JsonObject> body = new LinkedHashMap<>();
    body.put("email", Schemas.text());
    body.put("password", Schemas.text());
    body.put("remember?", Schemas.nullable(Schemas.flag()));
    return Operation.of(TAG, "login", "Sign in")
        .open()
        .body(Schemas.object(body))
        .answer(200, "With a session cookie", Schemas.ref("Session"))
        .problems(ProblemType.NOT_SIGNED_IN, ProblemType.INVALID, ProblemType.SLOW_DOWN);
  }

  private static Operation session() {
    return Operation.of(TAG, "session", "Who is signed in")
        .answer(200, "The user and the organisation", Schemas.ref("Session"));
  }

  private static Operation logout() {
    return Operation.of(TAG, "logout", "Sign out").open().answer(204, "Nobody is signed in now");
  }
}
