package org.tidebook.sync.domain;

/**
 * What a set of live records comes to: how many they are, and the sum modulo 2^64 of a hash of each
 * one's id and edit stamp (protocol, 4). Equal sets have equal digests in whatever order they were
 * added, and a digest is kept up to date without the other records. It finds mistakes, and is no
 * proof against someone who wants two sets to look alike.
 *
 * <p>Twin of {@code webapp-client/src/sync/domain/digest.ts}; both pass {@code
 * conformance/digest.json}.
 *
 * @param count may be below zero in a difference of two sets
 * @param sum taken as unsigned
 */
public record Digest(long count, long sum) {

  /** Of no records. */
  public static final Digest NONE = new Digest(0, 0);

  /** With one record more. */
  public Digest plus(String id, Stamp updatedAt) {
    return new Digest(count + 1, sum + RecordHash.of(id, updatedAt));
  }

  /** With one record less. */
  public Digest minus(String id, Stamp updatedAt) {
    return new Digest(count - 1, sum - RecordHash.of(id, updatedAt));
  }

  /** The sum as 16 hexadecimal digits, in lower case. */
  public String hex() {
    return "%016x".formatted(sum);
  }
}
