package org.tidebook.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cookie that carries the session token. */
final class SessionCookie {

  static final String NAME = "tidebook_session";

  private SessionCookie() {}

  static @Nullable SessionToken tokenOf(Map<String, Cookie> cookies) {
    Cookie cookie = cookies.get(NAME);
    return cookie == null || cookie.getValue().isEmpty()
        ? null
        : new SessionToken(cookie.getValue());
  }

  /** Lives as long as the sign-in if that is remembered, else until the browser is closed. */
  static NewCookie carrying(SessionToken token, Duration lifetime, HttpServletRequest request) {
    boolean remembered = lifetime.compareTo(SignIns.REMEMBERED) >= 0;
    return builder(request)
        .value(token.text())
        .maxAge(remembered ? (int) lifetime.toSeconds() : NewCookie.DEFAULT_MAX_AGE)
        .build();
  }

  static NewCookie removed(HttpServletRequest request) {
    return builder(request).value("").maxAge(0).build();
  }

  private static NewCookie.Builder builder(HttpServletRequest request) {
    return builder(NAME, request);
  }

  /** A cookie that no page can read and no other site's page sends along with a write. */
  static NewCookie.Builder builder(String name, HttpServletRequest request) {
    return new NewCookie.Builder(name)
        .path(request.getContextPath().isEmpty() ? "/" : request.getContextPath())
        .httpOnly(true)
        .secure(isHttps(request))
        .sameSite(NewCookie.SameSite.LAX);
  }

  /** A proxy that ends TLS says so. Whoever claims it falsely only gets a stricter cookie. */
  static boolean isHttps(HttpServletRequest request) {
    return request.isSecure()
        || "https".equals(CrossSite.firstOf(request.getHeader("X-Forwarded-Proto")));
  }
}
