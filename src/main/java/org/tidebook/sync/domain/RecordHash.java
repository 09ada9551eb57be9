package org.tidebook.sync.domain;

import java.util.Locale;

/**
 * The hash of one version of a record (protocol, 4): of the 64 characters {@code <id>|<edit stamp>}
 * in ASCII, id in lower case, MurmurHash3_x86_32 with seed 0 makes the upper half and with seed 1
 * the lower. Two halves of 32 bits, because browsers multiply no more than that quickly.
 */
final class RecordHash {

  /** A UUID, the separator and a stamp: whole blocks, so that no rest is left to hash. */
  private static final int LENGTH = 36 + 1 + 27;

  private RecordHash() {}

  /**
   * @param id a UUID, whose case does not matter
   */
  static long of(String id, Stamp updatedAt) {
    String text = id.toLowerCase(Locale.ROOT) + "|" + updatedAt;
    if (text.length() != LENGTH) {
      throw new IllegalArgumentException("The id of a record is a UUID.");
    }
    int upper = 0;
    int lower = 1;
    for (int at = 0; at < LENGTH; at += 4) {
      int block =
          text.charAt(at)
              | (text.charAt(at + 1) << 8)
              | (text.charAt(at + 2) << 16)
              | (text.charAt(at + 3) << 24);
      block = Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
      upper = Integer.rotateLeft(upper ^ block, 13) * 5 + 0xe6546b64;
      lower = Integer.rotateLeft(lower ^ block, 13) * 5 + 0xe6546b64;
    }
    return ((long) finish(upper) << 32) | Integer.toUnsignedLong(finish(lower));
  }

  private static int finish(int half) {
    int hash = half ^ LENGTH;
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }
}
