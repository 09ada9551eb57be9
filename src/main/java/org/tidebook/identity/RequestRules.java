package org.tidebook.identity;

import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/** What the headers of a request must satisfy (protocol document, "Session"), as pure functions. */
final class RequestRules {

  static final String SESSION_HEADER = "Tidebook-Session";
  static final String PROTOCOL_HEADER = "Tidebook-Protocol";

  private static final String PROTOCOL = "1";
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private RequestRules() {}

  static boolean isWrite(String method) {
    return !READS.contains(method);
  }

  /** Absent is the version that is spoken. */
  static void requireSpokenProtocol(@Nullable String protocol) {
    if (protocol != null && !protocol.strip().equals(PROTOCOL)) {
      throw HttpProblem.of(
          ProblemType.CLIENT_TOO_OLD, "This server speaks version " + PROTOCOL + ".");
    }
  }

  /** Keeps one user's outbox from being pushed under another user's cookie. */
  static void requireSession(@Nullable String expected, SignedIn caller) {
    if (expected != null && !expected.strip().equals(caller.sessionName())) {
      throw HttpProblem.of(ProblemType.WRONG_SESSION);
    }
  }

  /** A page of another site can send other bodies than JSON under the cookie, without asking. */
  static void requireJson(boolean hasBody, @Nullable MediaType mediaType) {
    boolean isJson =
        mediaType != null
            && "application".equalsIgnoreCase(mediaType.getType())
            && "json".equalsIgnoreCase(mediaType.getSubtype());
    if (!isJson && (hasBody || mediaType != null)) {
      throw HttpProblem.of(
          ProblemType.UNSUPPORTED, "The body has to be of the type application/json.");
    }
  }

  static void requireSameSite(
      @Nullable String secFetchSite, @Nullable String origin, @Nullable String host) {
    if (isFromElsewhere(secFetchSite, origin, host)) {
      throw HttpProblem.of(ProblemType.FORBIDDEN, "The request comes from another site.");
    }
  }

  /**
   * Whether a browser says that a page of another origin makes the request. {@code Sec-Fetch-Site}
   * is believed first, because no page can forge it and it is right behind any proxy. Without both
   * headers the caller is no browser, and nobody's cookie can be abused.
   */
  static boolean isFromElsewhere(
      @Nullable String secFetchSite, @Nullable String origin, @Nullable String host) {
    if (secFetchSite != null) {
      String site = secFetchSite.strip().toLowerCase(Locale.ROOT);
      return !site.equals("same-origin") && !site.equals("none");
    }
    return origin != null && !isSameHost(origin, host);
  }

  /** The scheme is not compared: behind a proxy that ends TLS the server sees another one. */
  private static boolean isSameHost(String origin, @Nullable String host) {
    if (host == null) {
      return false;
    }
    try {
      URI uri = URI.create(origin.strip());
      return uri.getAuthority() != null
          && withoutDefaultPort(uri.getAuthority()).equals(withoutDefaultPort(host.strip()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutDefaultPort(String authority) {
    return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
  }
}
