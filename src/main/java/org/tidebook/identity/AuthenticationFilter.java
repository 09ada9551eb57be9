package org.tidebook.identity;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/**
 * Finds out who is calling, before any resource method runs (D1, D4). It works on JAX-RS alone,
 * since the servers differ in what their own security does with anonymous callers.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AuthenticationFilter implements ContainerRequestFilter {

  @Context
  @SuppressWarnings("NullAway.Init") // The container injects it.
  private ResourceInfo resource;

  @Inject private CallerTable callers;
  @Inject private RequestCaller caller;

  @Override
  public void filter(ContainerRequestContext request) {
    RequestRules.requireSpokenProtocol(request.getHeaderString(RequestRules.PROTOCOL_HEADER));
    boolean needsSignIn = !isPublic();
    BearerToken bearer =
        needsSignIn ? BearerToken.of(request.getHeaderString(HttpHeaders.AUTHORIZATION)) : null;
    // A browser adds the cookie by itself, the token never: no page can abuse it.
    boolean isCookieWrite = bearer == null && RequestRules.isWrite(request.getMethod());
    if (isCookieWrite) {
      requireSameSite(request);
    }
    if (needsSignIn) {
      identify(request, bearer);
    }
    if (isCookieWrite) {
      RequestRules.requireJson(hasBody(request), request.getMediaType());
    }
  }

  /**
   * The token decides where both come: it was sent on purpose, the cookie as a matter of course.
   */
  private void identify(ContainerRequestContext request, @Nullable BearerToken bearer) {
    SignedIn signedIn = bearer == null ? byCookie(request) : byToken(bearer);
    RequestRules.requireSession(request.getHeaderString(RequestRules.SESSION_HEADER), signedIn);
    caller.is(signedIn, bearer != null);
    caller.calledFrom(
        CallingDevice.of(
            request.getHeaderString(CallingDevice.HEADER),
            request.getHeaderString(HttpHeaders.USER_AGENT)));
  }

  private static void requireSameSite(ContainerRequestContext request) {
    RequestRules.requireSameSite(
        request.getHeaderString("Sec-Fetch-Site"),
        request.getHeaderString("Origin"),
        CrossSite.Asked.of(
            request.getSecurityContext().isSecure(),
            request.getHeaderString("X-Forwarded-Proto"),
            request.getHeaderString(HttpHeaders.HOST),
            request.getHeaderString("X-Forwarded-Host")));
  }

  /** By its headers too: RESTEasy sees no entity before a byte of it is there. */
  private static boolean hasBody(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return request.hasEntity()
        || (length != null && !length.equals("0"))
        || request.getHeaderString("Transfer-Encoding") != null;
  }

  private boolean isPublic() {
    Method method = resource.getResourceMethod();
    return method != null && method.isAnnotationPresent(Public.class);
  }

  private SignedIn byCookie(ContainerRequestContext request) {
    SessionToken token = SessionCookie.tokenOf(request.getCookies());
    SignedIn signedIn = token == null ? null : callers.find(token, Stamp.of(Instant.now()));
    if (signedIn == null) {
      throw HttpProblem.of(ProblemType.NOT_SIGNED_IN);
    }
    return signedIn;
  }

  private SignedIn byToken(BearerToken token) {
    SignedIn signedIn = callers.find(token, Stamp.of(Instant.now()));
    if (signedIn == null) {
      throw HttpProblem.of(ProblemType.NOT_SIGNED_IN, "The access token is unknown or was revoked.")
          .withChallenge("invalid_token");
    }
    return signedIn;
  }
}
