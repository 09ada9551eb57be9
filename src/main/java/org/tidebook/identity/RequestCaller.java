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

  void is(SignedIn caller) {
    this.signedIn = caller;
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
