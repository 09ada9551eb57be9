package org.tidebook.identity;

/**
 * How often PBKDF2 repeats its hash for one password: what a guess costs. A password that was
 * hashed with another number is still accepted.
 *
 * @param count from {@link #MIN} to {@link #MAX}
 */
public record PasswordIterations(int count) {

  /** The OWASP Password Storage Cheat Sheet's number for PBKDF2 with HMAC-SHA-512 (2023). */
  public static final PasswordIterations DEFAULT = new PasswordIterations(210_000);

  /** The smallest that the platform's hash takes. */
  public static final int MIN = 1_024;

  /** Some seconds on a fast machine. */
  public static final int MAX = 10_000_000;

  /** Whether it is too few for passwords of people. */
  public boolean isWeak() {
    return count < DEFAULT.count;
  }
}
