package org.tidebook.openapi;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tidebook.sync.problem.ProblemType;

/** What is asked of the server itself. */
final class ServerPaths {

  private static final String TAG = "Server";

  private ServerPaths() {}

  static void add(Paths paths) {
    paths
        .add("GET", "/health", ready("health"))
        .add("GET", "/health/ready", ready("ready"))
        .add(
            "GET",
            "/health/live",
            Operation.of(TAG, "live", "Whether the application runs, whatever its database does")
                .open()
                .answer(200, "It does", Schemas.object(Map.of("status", Schemas.text()))))
        .add(
            "GET",
            "/metrics",
            Operation.of(TAG, "metrics", "What this node has done, for Prometheus")
                .open()
                .answer(200, "The text format of Prometheus", "text/plain", Schemas.text())
                .problems(ProblemType.NOT_FOUND))
        .add(
            "GET",
            "/openapi.json",
            Operation.of(TAG, "openapi", "This document")
                .open()
                .answer(200, "OpenAPI 3.1", Schemas.anyObject()));
  }

  private static Operation ready(String id) {
    Map<String, JsonObject> members = new LinkedHashMap<>();
    members.put("status", Schemas.text());
    members.put("database", Schemas.text());
    members.put("migration", Schemas.text());
    return Operation.of(TAG, id, "Whether a request would be served")
        .open()
        .answer(200, "It would; with the database's last migration", Schemas.object(members))
        .problems(ProblemType.UNAVAILABLE);
  }
}
