package org.tidebook.simulation;

/** What goes wrong. A run counts how often each did, so that none is simulated in name only. */
enum Fault {
  /** The server never hears of it. */
  REQUEST_LOST,
  /** The server did it, the device never learns so. */
  ANSWER_LOST,
  /** The server gets it twice, the second time later. */
  REQUEST_DUPLICATED,
  /** It arrives after the device gave up and asked again: requests overtake each other. */
  REQUEST_LATE,
  /** Others write between the cut of a page and the reading of its records. */
  ANSWER_SLOW,
  /** The server ends with the push written and not committed. */
  SERVER_CRASH,
  /** Requests find nobody. */
  SERVER_DOWN,
  /** The server's clock is set, forward or back. */
  SERVER_CLOCK_JUMP,
  /** The device ends between two transactions and starts again with what it had stored. */
  DEVICE_CRASH,
  /** The device's clock is set, by up to hours. */
  DEVICE_CLOCK_JUMP,
  /** The device is out of reach, for up to hours. */
  DEVICE_OFFLINE,
  /** The checkpoint is older than what was purged. */
  RESYNC
}
