package org.tidebook.sync.store;

/**
 * The tenant has no clock row yet. It is made on a connection of its own, and whoever still held
 * one for its transaction could keep it from others who wait for the same: as many as the pool has
 * connections would wait for each other.
 */
final class ClockMissing extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClockMissing() {
    super("The tenant has no clock row yet.");
  }
}
