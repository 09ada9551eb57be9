package org.tidebook.identity;

import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/** What the headers of a request must satisfy (protocol document, "Session"), as pure functions. */
final class RequestRules {

  static final String SESSION_HEADER = "Tidebook-Session";
  static final String PROTOCOL_HEADER = "Tidebook-Protocol";

  private static final String PROTOCOL = "1";
  private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** Neither can be sent by a form, or by a script of another site without asking. */
  private static final Set<String> JSON_TYPES = Set.of("json", "merge-patch+json");

  private RequestRules() {}

  static boolean isWrite(String method) {
    return !READS.contains(method);
  }

  /** Absent is the version that is spoken. */
  static void requireSpokenProtocol(@Nullable String protocol) {
    if (protocol == null) {
      return;
    }
    String version = protocol.strip();
    if (!VERSION.matcher(version).matches()) {
      throw HttpProblem.of(
          ProblemType.BAD_REQUEST,
          "The header " + PROTOCOL_HEADER + " must be a version, such as " + PROTOCOL + ".");
    }
    if (!version.equals(PROTOCOL)) {
      throw HttpProblem.of(
          ProblemType.CLIENT_TOO_OLD, "This server speaks version " + PROTOCOL + ".");
    }
  }

  /** Keeps one user's outbox from being pushed under another user's cookie. */
  static void requireSession(@Nullable String expected, SignedIn caller) {
    if (expected != null && !expected.strip().equalsIgnoreCase(caller.sessionName())) {
      throw HttpProblem.of(ProblemType.WRONG_SESSION);
    }
  }

  /** A page of another site can send other bodies than JSON under the cookie, without asking. */
  static void requireJson(boolean hasBody, @Nullable MediaType mediaType) {
    boolean isJson =
        mediaType != null
            && "application".equalsIgnoreCase(mediaType.getType())
            && JSON_TYPES.contains(mediaType.getSubtype().toLowerCase(Locale.ROOT));
    if (!isJson && (hasBody || mediaType != null)) {
      throw HttpProblem.of(
          ProblemType.UNSUPPORTED, "The body has to be of the type application/json.");
    }
  }

  static void requireSameSite(
      @Nullable String secFetchSite, @Nullable String origin, CrossSite.Asked asked) {
    if (CrossSite.isFromElsewhere(secFetchSite, origin, asked)) {
      throw HttpProblem.of(ProblemType.FORBIDDEN, "The request comes from another site.");
    }
  }
}
