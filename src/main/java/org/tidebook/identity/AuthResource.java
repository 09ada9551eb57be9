package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/**
 * {@code /api/auth}: sign up, in and out, and who is signed in.
 *
 * <p>The methods are no transactions, because hashing a password takes a good part of a second, and
 * no database connection should wait for it.
 */
@Path("auth")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject private Users users;
  @Inject private SignIns signIns;
  @Inject private CallerTable callers;
  @Inject private SignInGuard guard;
  @Inject private Passwords passwords;
  @Inject private RequestCaller caller;

  @POST
  @Path("register")
  @Public
  @Consumes(MediaType.APPLICATION_JSON)
  public Response register(InputStream body, @Context HttpServletRequest request)
      throws IOException {
    Registration registration = Registration.of(RequestBody.read(body));
    users.requireFree(registration.email());
    String hash = passwords.hash(registration.password());
    SessionToken token = SessionToken.random(RANDOM);
    try {
      SignedIn signedIn = users.register(registration, hash, token, now());
      return answer(Response.Status.CREATED, signedIn, token, request);
    } catch (PersistenceException e) {
      // Two at once pass the first check; the unique key stops the second.
      users.requireFree(registration.email());
      throw e;
    }
  }

  @POST
  @Path("login")
  @Public
  @Consumes(MediaType.APPLICATION_JSON)
  public Response login(
      InputStream body, @Context HttpServletRequest request, @Context HttpHeaders headers)
      throws IOException {
    Credentials credentials = Credentials.of(RequestBody.read(body));
    String address = addressOf(request, headers);
    Stamp tried = now();
    guard.admitAddress(address, tried);
    User user = checked(credentials, address, tried);
    guard.excuse(address, tried);
    guard.succeeded(credentials.email());
    endOldSignIn(headers);
    SessionToken token = SessionToken.random(RANDOM);
    Duration lifetime = SignIns.lifetime(credentials.remember());
    return answer(Response.Status.OK, signIns.start(user, token, lifetime, now()), token, request);
  }

  @GET
  @Path("session")
  public Response session(@Context HttpServletRequest request, @Context HttpHeaders headers) {
    SessionToken token = caller.isByToken() ? null : SessionCookie.tokenOf(headers.getCookies());
    if (token == null) {
      return Response.ok(caller.signedIn().toJson(now())).build();
    }
    // The cookie is sent anew, so that it lasts as long as the sign-in that each visit prolongs.
    return answer(Response.Status.OK, caller.signedIn(), token, request);
  }

  /** Signing out always succeeds: without a sign-in there is nothing left to do. */
  @POST
  @Path("logout")
  @Public
  public Response logout(@Context HttpServletRequest request, @Context HttpHeaders headers) {
    SessionToken token = SessionCookie.tokenOf(headers.getCookies());
    SignedIn signedIn = token == null ? null : callers.find(token, now());
    if (token != null && signedIn != null) {
      RequestRules.requireSession(headers.getHeaderString(RequestRules.SESSION_HEADER), signedIn);
      signIns.end(token);
    }
    return Response.noContent().cookie(SessionCookie.removed(request)).build();
  }

  private static String addressOf(HttpServletRequest request, HttpHeaders headers) {
    List<String> forwardedFor = headers.getRequestHeader("X-Forwarded-For");
    return ClientAddress.of(
        request.getRemoteAddr(), forwardedFor == null ? List.of() : forwardedFor);
  }

  private User checked(Credentials credentials, String address, Stamp tried) {
    Duration waitAfterFailure;
    User user;
    boolean matches;
    try {
      waitAfterFailure = admit(credentials.email());
      user = users.find(credentials.email());
      matches = passwords.matches(credentials.password(), user);
    } catch (RuntimeException e) {
      // Nobody has guessed anything: the email has to wait, or the database is away.
      excuse(address, tried, e);
      throw e;
    }
    if (!matches || user == null) {
      throw refusal(waitAfterFailure);
    }
    return user;
  }

  private void excuse(String address, Stamp tried, RuntimeException failure) {
    try {
      guard.excuse(address, tried);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private Duration admit(String email) {
    try {
      return guard.admit(email, now());
    } catch (PersistenceException e) {
      // Another first attempt for this email came at the same time; now its row is there.
      return guard.admit(email, now());
    }
  }

  private static HttpProblem refusal(Duration wait) {
    return wait.isZero()
        ? HttpProblem.of(ProblemType.NOT_SIGNED_IN, "The email or the password is wrong.")
        : SignInGuard.tooMany(wait);
  }

  private void endOldSignIn(HttpHeaders headers) {
    SessionToken old = SessionCookie.tokenOf(headers.getCookies());
    if (old != null) {
      signIns.end(old);
    }
  }

  private static Response answer(
      Response.Status status, SignedIn signedIn, SessionToken token, HttpServletRequest request) {
    Duration lifetime = Duration.ofNanos(signedIn.lifetimeMicros() * 1_000);
    return Response.status(status)
        .entity(signedIn.toJson(now()))
        .cookie(SessionCookie.carrying(token, lifetime, request))
        .build();
  }

  private static Stamp now() {
    return Stamp.of(Instant.now());
  }
}
