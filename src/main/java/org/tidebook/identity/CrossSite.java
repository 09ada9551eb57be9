package org.tidebook.identity;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser says that a page of another site makes a request, under a cookie that the page
 * never sees. Pure functions of the headers.
 *
 * <p>{@code Sec-Fetch-Site} is believed first, because no page can forge it and it is right behind
 * any proxy. Older browsers and plain-http addresses have only {@code Origin}, which is compared
 * with the address that was asked. Without both the caller is no browser, and nobody's cookie can
 * be abused.
 */
final class CrossSite {

  private CrossSite() {}

  /**
   * The address that the browser asked, as the server can know it. A page of another site can set
   * none of these headers.
   *
   * @param scheme {@code X-Forwarded-Proto}, or https where the server speaks it itself; null if
   *     unknown: behind a proxy that ends TLS and does not say so, the server sees plain http
   * @param hosts {@code Host} and, where a proxy replaced that, {@code X-Forwarded-Host}
   */
  record Asked(@Nullable String scheme, List<String> hosts) {

    static Asked of(
        boolean secure,
        @Nullable String forwardedProto,
        @Nullable String host,
        @Nullable String forwardedHost) {
      String scheme = firstOf(forwardedProto);
      return new Asked(
          scheme == null && secure ? "https" : scheme,
          Stream.of(firstOf(host), firstOf(forwardedHost)).filter(Objects::nonNull).toList());
    }
  }

  static boolean isFromElsewhere(
      @Nullable String secFetchSite, @Nullable String origin, Asked asked) {
    if (secFetchSite != null) {
      String site = secFetchSite.strip().toLowerCase(Locale.ROOT);
      return !site.equals("same-origin") && !site.equals("none");
    }
    return origin != null && !isOriginOf(origin, asked);
  }

  /** Of several proxies the first one, nearest to the browser, wrote the first value. */
  static @Nullable String firstOf(@Nullable String header) {
    if (header == null) {
      return null;
    }
    return Arrays.stream(header.split(",", 2))
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static boolean isOriginOf(String origin, Asked asked) {
    URI uri;
    try {
      uri = URI.create(origin.strip().toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return false;
    }
    String scheme = uri.getScheme();
    String authority = uri.getAuthority();
    if (scheme == null || authority == null) {
      return false; // "null": a sandboxed page, or a file
    }
    boolean sameScheme = asked.scheme() == null || asked.scheme().equals(scheme);
    return sameScheme
        && asked.hosts().stream()
            .anyMatch(host -> withPort(host, scheme).equals(withPort(authority, scheme)));
  }

  /** A port that is left out is that of the scheme. */
  private static String withPort(String authority, String scheme) {
    boolean hasPort = authority.matches("(\\[.*]|[^:\\[\\]]*):\\d+"); // [::1] has none
    return hasPort ? authority : authority + (scheme.equals("https") ? ":443" : ":80");
  }
}
