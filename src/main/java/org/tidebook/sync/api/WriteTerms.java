package org.tidebook.sync.api;

import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.Texts;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.SentChange.Presence;

/**
 * What the headers of a write to one record ask.
 *
 * @param key the change's id, UUID; null leaves it to the server
 * @param onlyNew {@code If-None-Match: *}, the record must not be there yet
 */
record WriteTerms(@Nullable String key, IfMatch ifMatch, boolean onlyNew) {

  static final String KEY_HEADER = "Idempotency-Key";

  /**
   * @throws HttpProblem {@code bad-request}
   */
  static WriteTerms of(HttpHeaders headers) {
    return new WriteTerms(
        key(JsonStream.header(headers, KEY_HEADER)),
        IfMatch.parse(JsonStream.header(headers, HttpHeaders.IF_MATCH)),
        onlyNew(JsonStream.header(headers, HttpHeaders.IF_NONE_MATCH)));
  }

  /** Whether the record has to be there, as far as it is not a certain version. */
  Presence presence() {
    if (onlyNew) {
      return Presence.FORBIDDEN;
    }
    return ifMatch.any() ? Presence.REQUIRED : Presence.ANY;
  }

  private static @Nullable String key(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String key = header.strip();
    if (!Texts.isUuid(key)) {
      throw HttpProblem.of(
          ProblemType.BAD_REQUEST, "The header " + KEY_HEADER + " must be a UUID.");
    }
    return key;
  }

  private static boolean onlyNew(@Nullable String header) {
    if (header != null && !header.strip().equals("*")) {
      throw HttpProblem.of(
          ProblemType.BAD_REQUEST,
          "The header If-None-Match of a write must be *, that the record is not there yet.");
    }
    return header != null;
  }
}
