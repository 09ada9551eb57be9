package org.tidebook.identity;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.Caller;

/** The caller of the current request, as {@link AuthenticationFilter} found it (D1). */
@RequestScoped
public class RequestCaller implements Caller {

  private @Nullable SignedIn signedIn;
  private boolean byToken;
  private @Nullable CallingDevice device;

  /**
   * @param byToken whether a personal access token stands for the user, not a sign-in
   */
  void is(SignedIn caller, boolean byToken) {
    this.signedIn = caller;
    this.byToken = byToken;
  }

  void calledFrom(@Nullable CallingDevice device) {
    this.device = device;
  }

  /**
   * @throws HttpProblem {@code not-signed-in}
   */
  SignedIn signedIn() {
    if (signedIn == null) {
      throw HttpProblem.of(ProblemType.NOT_SIGNED_IN);
    }
    return signedIn;
  }

  /** Whether the caller came with a personal access token. */
  boolean isByToken() {
    return byToken;
  }

  /** The device that the request says it comes from; null if it says none. */
  @Nullable CallingDevice device() {
    return device;
  }

  /**
   * For what gives others access: a token that could do it would outlive its own revocation (D5).
   *
   * @throws HttpProblem {@code forbidden} if the caller came with a personal access token
   */
  void requireSignIn() {
    if (byToken) {
      throw HttpProblem.of(
          ProblemType.FORBIDDEN, "A personal access token cannot do this. Sign in to do it.");
    }
  }

  /**
   * @throws HttpProblem {@code forbidden} unless the caller owns the tenant
   */
  void requireOwner() {
    if (!isOwner()) {
      throw HttpProblem.of(ProblemType.FORBIDDEN, "Only an owner can do this.");
    }
  }

  @Override
  public String tenantId() {
    return signedIn().tenantId();
  }

  @Override
  public String userId() {
    return signedIn().userId();
  }

  @Override
  public boolean mayWrite() {
    return signedIn().role().mayWrite();
  }

  @Override
  public boolean isOwner() {
    return signedIn().role() == Role.OWNER;
  }
}
