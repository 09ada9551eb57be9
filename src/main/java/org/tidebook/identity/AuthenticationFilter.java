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

  @Inject private SignIns signIns;
  @Inject private RequestCaller caller;

  @Override
  public void filter(ContainerRequestContext request) {
    RequestRules.requireSpokenProtocol(request.getHeaderString(RequestRules.PROTOCOL_HEADER));
    boolean isWrite = RequestRules.isWrite(request.getMethod());
    if (isWrite) {
      RequestRules.requireSameSite(
          request.getHeaderString("Sec-Fetch-Site"),
          request.getHeaderString("Origin"),
          request.getHeaderString(HttpHeaders.HOST));
    }
    if (isPublic()) {
      return;
    }
    SignedIn signedIn = signedIn(request);
    RequestRules.requireSession(request.getHeaderString(RequestRules.SESSION_HEADER), signedIn);
    if (isWrite) {
      RequestRules.requireJson(request.hasEntity(), request.getMediaType());
    }
    caller.is(signedIn);
  }

  private boolean isPublic() {
    Method method = resource.getResourceMethod();
    return method != null && method.isAnnotationPresent(Public.class);
  }

  private SignedIn signedIn(ContainerRequestContext request) {
    SessionToken token = SessionCookie.tokenOf(request.getCookies());
    SignedIn signedIn = token == null ? null : signIns.find(token, Stamp.of(Instant.now()));
    if (signedIn == null) {
      throw HttpProblem.of(ProblemType.NOT_SIGNED_IN);
    }
    return signedIn;
  }
}
