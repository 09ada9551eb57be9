package org.tidebook.openapi;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Headers that many calls share, said once for all of them. */
final class Headers {

  private Headers() {}

  /** A header of an answer. */
  static JsonObject ref(String name) {
    return Json.createObjectBuilder().add("$ref", "#/components/headers/" + name).build();
  }

  /** A header of a request. */
  static JsonObject parameter(String name) {
    return Json.createObjectBuilder().add("$ref", "#/components/parameters/" + name).build();
  }

  /** {@code components/headers}. */
  static JsonObject ofAnswers() {
    return Json.createObjectBuilder()
        .add(
            "Tidebook-Time", header("The server's clock when the request came in", Schemas.stamp()))
        .add("ETag", header("The version, for If-None-Match and If-Match", Schemas.text()))
        .add("Location", header("The address of the record", Schemas.text()))
        .add("Retry-After", header("Seconds to wait", Schemas.integer(0, Integer.MAX_VALUE)))
        .add("WWW-Authenticate", header("Bearer, and what is wrong with the token", Schemas.text()))
        .build();
  }

  /** {@code components/parameters}. */
  static JsonObject ofRequests() {
    JsonObjectBuilder parameters = Json.createObjectBuilder();
    add(parameters, "Tidebook-Protocol", "The version of the protocol that the caller speaks: 1");
    add(
        parameters,
        "Tidebook-Session",
        "As whom the caller takes itself to be signed in, <tenant id>/<user id>; refused if not so");
    add(parameters, "Tidebook-Device", "The id of the device, a UUID, for the list of devices");
    add(
        parameters,
        "Tidebook-Outbox-Age",
        "How many seconds the oldest edit has waited on the device, for the server's metrics");
    return parameters.build();
  }

  private static void add(JsonObjectBuilder parameters, String name, String description) {
    parameters.add(
        name,
        Json.createObjectBuilder()
            .add("in", "header")
            .add("name", name)
            .add("description", description)
            .add("required", false)
            .add("schema", Schemas.text()));
  }

  private static JsonObject header(String description, JsonObject schema) {
    return Json.createObjectBuilder().add("description", description).add("schema", schema).build();
  }
}
