package org.tidebook.sync.problem;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error answer, thrown wherever a request cannot go on. It rolls the transaction back.
 *
 * <p>It is immutable; the {@code with…} methods give a copy. It has no stack trace, since it is an
 * answer and not a bug: what must be looked at is logged where it is made.
 */
public final class HttpProblem extends RuntimeException {

  /** The media type of every error answer. */
  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  /** What a caller who is not signed in can send (RFC 9110, 11.6.1); no browser asks the user. */
  private static final String CHALLENGE = "Bearer realm=\"Tidebook\"";

  /** Where a retry was promised but nobody knows when. */
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(5);

  private final ProblemType type;
  private final @Nullable String detail;
  private final List<FieldError> errors;
  private final transient Map<String, JsonValue> members;
  private final @Nullable Duration retryAfter;
  private final String challenge;

  private HttpProblem(
      ProblemType type,
      @Nullable String detail,
      List<FieldError> errors,
      Map<String, JsonValue> members,
      @Nullable Duration retryAfter,
      String challenge) {
    super(type.word() + (detail == null ? "" : ": " + detail), null, false, false);
    this.type = type;
    this.detail = detail;
    this.errors = errors;
    this.members = members;
    this.retryAfter = retryAfter;
    this.challenge = challenge;
  }

  public static HttpProblem of(ProblemType type) {
    return new HttpProblem(type, null, List.of(), Map.of(), null, CHALLENGE);
  }

  /** With a sentence about this occurrence, which the caller may show to the user. */
  public static HttpProblem of(ProblemType type, String detail) {
    return new HttpProblem(type, detail, List.of(), Map.of(), null, CHALLENGE);
  }

  /** 422 with everything that is wrong, so that a form can show all of it at once. */
  public static HttpProblem invalid(List<FieldError> errors) {
    return new HttpProblem(
        ProblemType.INVALID, null, List.copyOf(errors), Map.of(), null, CHALLENGE);
  }

  /** Adds an extension member (RFC 9457, 3.2), for example {@code entity}. */
  public HttpProblem with(String member, JsonValue value) {
    Map<String, JsonValue> more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new HttpProblem(type, detail, errors, Map.copyOf(more), retryAfter, challenge);
  }

  /** Adds {@code Retry-After}, in whole seconds, rounded up. */
  public HttpProblem withRetryAfter(Duration wait) {
    return new HttpProblem(type, detail, errors, members, wait, challenge);
  }

  /**
   * Says on a 401 why the caller was not let in.
   *
   * @param why the error code of RFC 6750, 3.1, such as {@code invalid_token}
   */
  public HttpProblem withChallenge(String why) {
    String more = CHALLENGE + ", error=\"" + why + "\"";
    return new HttpProblem(type, detail, errors, members, retryAfter, more);
  }

  public ProblemType type() {
    return type;
  }

  public @Nullable String detail() {
    return detail;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** The answer that carries this problem. */
  public Response toResponse() {
    Response.ResponseBuilder response =
        Response.status(type.status()).type(MEDIA_TYPE).entity(this);
    headers().forEach(response::header);
    return response.build();
  }

  /** The headers that go with the document, wherever it is written. */
  Map<String, String> headers() {
    return switch (type) {
      case NOT_SIGNED_IN -> Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge);
      case SLOW_DOWN, UNAVAILABLE ->
          retryAfterHeader(retryAfter == null ? DEFAULT_RETRY : retryAfter);
      default -> retryAfter == null ? Map.of() : retryAfterHeader(retryAfter);
    };
  }

  private static Map<String, String> retryAfterHeader(Duration wait) {
    return Map.of(HttpHeaders.RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds()));
  }

  /** The document: {@code type, title, status} and what else is known. */
  public JsonObject toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("type", type.word())
            .add("title", type.title())
            .add("status", type.status());
    if (detail != null) {
      json.add("detail", detail);
    }
    if (!errors.isEmpty()) {
      JsonArrayBuilder list = Json.createArrayBuilder();
      for (FieldError error : errors) {
        list.add(
            Json.createObjectBuilder().add("field", error.field()).add("message", error.message()));
      }
      json.add("errors", list);
    }
    members.forEach(json::add);
    return json.build();
  }
}
