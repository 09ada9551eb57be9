package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a device's id where the browser leaves it when it throws away what pages have stored: in a
 * cookie that no page can read. The first id that a browser profile gives is kept, so a profile
 * that comes with another one has lost its data and can be told so (protocol, 8).
 *
 * <p>Browsers keep what pages store apart by scheme and port, and cookies not: so the cookie has
 * both in its name.
 */
@Provider
@ApplicationScoped
public class DeviceCookie implements ContainerResponseFilter {

  private static final String NAME = "tidebook_device";

  /** As long as browsers keep any cookie; each sign-in and each look at the session renews it. */
  private static final Duration LIFETIME = Duration.ofDays(400);

  private static final String EVENTS = "state/events";
  private static final Pattern PORT = Pattern.compile(":([0-9]{1,5})$");

  @Context
  @SuppressWarnings("NullAway.Init") // The container injects it.
  private HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String path = request.getUriInfo().getPath().replaceFirst("^/", "");
    if (path.equals(EVENTS)) {
      return; // With it streams lost events on Open Liberty; why was not found.
    }
    if (request.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
      return; // A program with a token keeps its own id.
    }
    String name = name(servletRequest);
    String kept = idIn(request.getCookies(), name);
    String id =
        kept == null ? CallingDevice.idOf(request.getHeaderString(CallingDevice.HEADER)) : kept;
    boolean isRenewed = path.startsWith("auth/");
    if (id != null && (kept == null || isRenewed)) {
      NewCookie cookie =
          SessionCookie.builder(name, servletRequest)
              .value(id)
              .maxAge((int) LIFETIME.toSeconds())
              .build();
      response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie);
    }
  }

  /** The id that the browser profile gave first; null if it has none. */
  static @Nullable String idIn(Map<String, Cookie> cookies, HttpServletRequest request) {
    return idIn(cookies, name(request));
  }

  private static @Nullable String idIn(Map<String, Cookie> cookies, String name) {
    Cookie cookie = cookies.get(name);
    return cookie == null ? null : CallingDevice.idOf(cookie.getValue());
  }

  /** With https and its usual port as it is, else with what differs. */
  private static String name(HttpServletRequest request) {
    String forwarded = CrossSite.firstOf(request.getHeader("X-Forwarded-Host"));
    String host = forwarded == null ? request.getHeader(HttpHeaders.HOST) : forwarded;
    Matcher port = PORT.matcher(host == null ? "" : host.strip());
    return NAME
        + (SessionCookie.isHttps(request) ? "" : "_http")
        + (port.find() ? "_" + port.group(1) : "");
  }
}
