package org.tidebook.sync.problem;

import java.time.Duration;

/**
 * Whether the server is about to end. While it takes its parts down some of them are missing, which
 * is no mistake of the server: whoever calls then comes again a little later.
 */
public final class Stopping {

  private static final Duration UNTIL_THE_NEXT = Duration.ofSeconds(5);

  private static volatile boolean begun;

  private Stopping() {}

  /** It ends: from now on requests are refused. */
  public static void begin() {
    begun = true;
  }

  static boolean hasBegun() {
    return begun;
  }

  static HttpProblem problem() {
    return HttpProblem.of(ProblemType.UNAVAILABLE, "The server is stopping.")
        .withRetryAfter(UNTIL_THE_NEXT);
  }
}
