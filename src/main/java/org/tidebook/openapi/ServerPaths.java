package org.tidebook.openapi;

import jakarta.json.JsonObject;
import java.util.Map;
import org.tidebook.sync.problem.ProblemType;

/** What is asked of the server itself. */
final class ServerPaths {

  private static final String TAG = "Server";

  private ServerPaths() {}

  static void add(Paths paths) {
    paths
        .add("GET", "/health", health())
        .add(
            "GET",
            "/openapi.json",
            Operation.of(TAG, "openapi", "This document")
                .open()
                .answer(200, "OpenAPI 3.1", Schemas.anyObject()));
  }

  private static Operation health() {
    Map<String, JsonObject> members = Map.of("status", Schemas.text());
    return Operation.of(TAG, "health", "Whether a request would be served")
        .open()
        .answer(200, "It would", Schemas.object(members))
        .problems(ProblemType.UNAVAILABLE);
  }
}
