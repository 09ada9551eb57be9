package org.tidebook.sync.store;

/** The caller's checkpoint cannot be gone on from: it has to pull everything again. */
public final class ResyncRequired extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ResyncRequired(String why) {
    super(why, null, false, false);
  }

  /** A sentence for the caller. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
