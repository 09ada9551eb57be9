package org.tidebook.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.tidebook.sync.problem.ProblemType;

/** One call, as an operation object. */
final class Operation {

  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  private final JsonObjectBuilder operation = Json.createObjectBuilder();
  private final JsonArrayBuilder parameters = Json.createArrayBuilder();
  private final JsonObjectBuilder responses = Json.createObjectBuilder();
  private boolean needsSignIn = true;

  private Operation() {}

  /**
   * @param id unique in the document
   */
  static Operation of(String tag, String id, String summary) {
    Operation made = new Operation();
    made.operation
        .add("tags", Json.createArrayBuilder().add(tag))
        .add("operationId", id)
        .add("summary", summary);
    return made;
  }

  /** May be called without a sign-in. */
  Operation open() {
    needsSignIn = false;
    operation.add("security", Json.createArrayBuilder());
    return this;
  }

  Operation query(String name, String description, JsonObject schema) {
    return parameter("query", name, description, schema, false);
  }

  Operation header(String name, String description, JsonObject schema) {
    return parameter("header", name, description, schema, false);
  }

  Operation path(String name, String description, JsonObject schema) {
    return parameter("path", name, description, schema, true);
  }

  Operation body(JsonObject schema) {
    return body(JSON, schema);
  }

  Operation body(String mediaType, JsonObject schema) {
    operation.add(
        "requestBody",
        Json.createObjectBuilder()
            .add("required", true)
            .add("content", content(mediaType, schema)));
    return problems(ProblemType.BAD_REQUEST, ProblemType.TOO_LARGE, ProblemType.UNSUPPORTED);
  }

  Operation answer(int status, String description) {
    responses.add(
        String.valueOf(status), Json.createObjectBuilder().add("description", description));
    return this;
  }

  Operation answer(int status, String description, JsonObject schema) {
    return answer(status, description, JSON, schema);
  }

  Operation answer(int status, String description, String mediaType, JsonObject schema) {
    responses.add(
        String.valueOf(status),
        Json.createObjectBuilder()
            .add("description", description)
            .add("content", content(mediaType, schema)));
    return this;
  }

  /** An answer in one of two formats. */
  Operation answer(
      int status,
      String description,
      JsonObject schema,
      String otherMediaType,
      JsonObject otherSchema) {
    responses.add(
        String.valueOf(status),
        Json.createObjectBuilder()
            .add("description", description)
            .add(
                "content",
                Json.createObjectBuilder()
                    .add(JSON, Json.createObjectBuilder().add("schema", schema))
                    .add(otherMediaType, Json.createObjectBuilder().add("schema", otherSchema))));
    return this;
  }

  /** The problems that this call has beside those that every call has. */
  Operation problems(ProblemType... types) {
    for (ProblemType type : types) {
      problem(String.valueOf(type.status()), type.word() + ": " + type.title() + ".");
    }
    return this;
  }

  JsonObject build() {
    if (needsSignIn) {
      problems(ProblemType.NOT_SIGNED_IN, ProblemType.FORBIDDEN);
    }
    problem("default", "Any other problem.");
    return operation.add("parameters", parameters).add("responses", responses).build();
  }

  private void problem(String status, String description) {
    responses.add(
        status,
        Json.createObjectBuilder()
            .add("description", description)
            .add("content", content(PROBLEM, Schemas.ref("Problem"))));
  }

  private Operation parameter(
      String in, String name, String description, JsonObject schema, boolean required) {
    parameters.add(
        Json.createObjectBuilder()
            .add("in", in)
            .add("name", name)
            .add("description", description)
            .add("required", required)
            .add("schema", schema));
    return this;
  }

  private static JsonObjectBuilder content(String mediaType, JsonObject schema) {
    return Json.createObjectBuilder()
        .add(mediaType, Json.createObjectBuilder().add("schema", schema));
  }
}
