package org.tidebook.openapi;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Collects the operations by address. */
final class Paths {

  private final Map<String, Map<String, JsonObject>> operations = new TreeMap<>();

  /**
   * @param path beneath the API, beginning with a slash
   * @throws IllegalArgumentException if the call is described already
   */
  Paths add(String method, String path, Operation operation) {
    JsonObject before =
        operations
            .computeIfAbsent(path, p -> new LinkedHashMap<>())
            .put(method.toLowerCase(Locale.ROOT), operation.build());
    if (before != null) {
      throw new IllegalArgumentException(method + " " + path + " is described twice.");
    }
    return this;
  }

  JsonObject toJson() {
    JsonObjectBuilder paths = Json.createObjectBuilder();
    operations.forEach(
        (path, methods) -> {
          JsonObjectBuilder item = Json.createObjectBuilder();
          methods.forEach(item::add);
          paths.add(path, item);
        });
    return paths.build();
  }
}
