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

  /** Every answer has it; see {@link Headers}. */
  private static final JsonObject TIME = Headers.ref("Tidebook-Time");

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

  /**
   * @param others further media types that the same body may come as
   */
  Operation body(JsonObject schema, String... others) {
    JsonObjectBuilder content = content(JSON, schema);
    for (String mediaType : others) {
      content.add(mediaType, Json.createObjectBuilder().add("schema", schema));
    }
    operation.add(
        "requestBody", Json.createObjectBuilder().add("required", true).add("content", content));
    return problems(ProblemType.BAD_REQUEST, ProblemType.TOO_LARGE, ProblemType.UNSUPPORTED);
  }

  Operation answer(int status, String description) {
    return answer(status, response(description));
  }

  /** A 304. */
  Operation unchanged(String description) {
    return answer(304, response(description, "ETag"));
  }

  Operation answer(int status, String description, JsonObject schema) {
    return answer(status, description, JSON, schema);
  }

  Operation answer(int status, String description, String mediaType, JsonObject schema) {
    return answer(status, response(description).add("content", content(mediaType, schema)));
  }

  /**
   * An answer with headers.
   *
   * @param headers of {@link Headers}, by their names
   */
  Operation answer(int status, String description, JsonObject schema, String... headers) {
    return answer(status, response(description, headers).add("content", content(JSON, schema)));
  }

  /** An answer in one of two formats, with an ETag. */
  Operation answer(
      int status,
      String description,
      JsonObject schema,
      String otherMediaType,
      JsonObject otherSchema) {
    return answer(
        status,
        response(description, "ETag")
            .add(
                "content",
                Json.createObjectBuilder()
                    .add(JSON, Json.createObjectBuilder().add("schema", schema))
                    .add(otherMediaType, Json.createObjectBuilder().add("schema", otherSchema))));
  }

  private Operation answer(int status, JsonObjectBuilder response) {
    responses.add(String.valueOf(status), response);
    return this;
  }

  /** The problems that this call has beside those that every call has. */
  Operation problems(ProblemType... types) {
    for (ProblemType type : types) {
      problem(
          String.valueOf(type.status()), type.word() + ": " + type.title() + ".", headersOf(type));
    }
    return this;
  }

  JsonObject build() {
    parameters.add(Headers.parameter("Tidebook-Protocol"));
    if (needsSignIn) {
      problems(ProblemType.NOT_SIGNED_IN, ProblemType.FORBIDDEN);
      parameters.add(Headers.parameter("Tidebook-Session"));
      parameters.add(Headers.parameter("Tidebook-Device"));
      parameters.add(Headers.parameter("Tidebook-Outbox-Age"));
    }
    problem("default", "Any other problem.");
    return operation.add("parameters", parameters).add("responses", responses).build();
  }

  private void problem(String status, String description, String... headers) {
    responses.add(
        status,
        response(description, headers).add("content", content(PROBLEM, Schemas.ref("Problem"))));
  }

  private static String[] headersOf(ProblemType type) {
    return switch (type.status()) {
      case 401 -> new String[] {"WWW-Authenticate"};
      case 429, 503 -> new String[] {"Retry-After"};
      default -> new String[0];
    };
  }

  private static JsonObjectBuilder response(String description, String... headers) {
    JsonObjectBuilder references = Json.createObjectBuilder().add("Tidebook-Time", TIME);
    for (String header : headers) {
      references.add(header, Headers.ref(header));
    }
    return Json.createObjectBuilder().add("description", description).add("headers", references);
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
