package org.tidebook.sync.problem;

import java.util.Arrays;

/**
 * Each kind of error that the protocol knows (protocol document, "Errors"): its word on the wire,
 * its HTTP status, its title, and whether the same request can succeed later without being changed.
 */
public enum ProblemType {
  BAD_REQUEST("bad-request", 400, "The request cannot be read", false),
  NOT_SIGNED_IN("not-signed-in", 401, "Sign in first", false),
  FORBIDDEN("forbidden", 403, "This is not allowed", false),
  WRONG_SESSION("wrong-session", 403, "Another user is signed in here", false),
  NOT_FOUND("not-found", 404, "There is nothing here", false),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "This method is not allowed here", false),
  NOT_ACCEPTABLE("not-acceptable", 406, "No accepted format is available", false),
  CONFLICT("conflict", 409, "It conflicts with what is stored", false),
  RESYNC_REQUIRED("resync-required", 410, "The checkpoint is no longer valid", false),
  GONE("gone", 410, "The record was deleted", false),
  PRECONDITION_FAILED("precondition-failed", 412, "The record has changed meanwhile", false),
  TOO_LARGE("too-large", 413, "The request is too large", false),
  UNSUPPORTED("unsupported", 415, "The content type is not supported", false),
  INVALID("invalid", 422, "Some fields are not valid", false),
  CLIENT_TOO_OLD("client-too-old", 426, "This protocol version is not spoken here", false),
  SLOW_DOWN("slow-down", 429, "Too many requests", true),
  INTERNAL("internal", 500, "The server made a mistake", true),
  UNAVAILABLE("unavailable", 503, "The server cannot answer just now", true);

  private final String word;
  private final int status;
  private final String title;
  private final boolean retryHelps;

  ProblemType(String word, int status, String title, boolean retryHelps) {
    this.word = word;
    this.status = status;
    this.title = title;
    this.retryHelps = retryHelps;
  }

  /** The value of {@code type} on the wire: a relative URI reference. */
  public String word() {
    return word;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** Whether the same request, sent again later, can succeed. */
  public boolean retryHelps() {
    return retryHelps;
  }

  /**
   * The general type for an HTTP error status that a server gave by itself. A status that the
   * protocol does not name becomes {@link #BAD_REQUEST} below 500 and {@link #INTERNAL} from there.
   */
  public static ProblemType ofStatus(int status) {
    return switch (status) {
      // Two types share these statuses; the general one is what a server itself can mean.
      case 403 -> FORBIDDEN;
      case 410 -> GONE;
      default ->
          Arrays.stream(values())
              .filter(type -> type.status == status)
              .findFirst()
              .orElse(status < 500 ? BAD_REQUEST : INTERNAL);
    };
  }
}
