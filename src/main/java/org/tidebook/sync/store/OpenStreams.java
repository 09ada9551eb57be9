package org.tidebook.sync.store;

/** The event streams of devices that this node holds open. */
public interface OpenStreams {

  /** How many there are now. */
  int count();
}
