package org.tidebook.sync.store;

/** A group of changes did not come whole in one request; nothing was done. */
public final class SplitGroup extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SplitGroup() {
    super("A group of changes was split over requests.", null, false, false);
  }
}
