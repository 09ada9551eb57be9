package org.tidebook.sync.store;

import java.util.stream.IntStream;

/**
 * A regular expression for a text that is searched as it is, without case.
 *
 * <p>Not {@code lower(…) like …}: what {@code lower} does to letters beyond ASCII depends on the
 * database and its locale, so that the same search would find other records on H2 than on
 * PostgreSQL. Here the cases of each letter are spelled out by Java, and both read the pattern
 * alike: only letters stand in brackets, and every sign of ASCII is escaped.
 */
final class PlainTextPattern {

  private PlainTextPattern() {}

  static String of(String text) {
    StringBuilder pattern = new StringBuilder();
    text.codePoints().forEach(c -> append(pattern, c));
    return pattern.toString();
  }

  private static void append(StringBuilder pattern, int c) {
    int[] cases = casesOf(c);
    if (cases.length > 1) {
      pattern.append('[');
      IntStream.of(cases).forEach(pattern::appendCodePoint);
      pattern.append(']');
      return;
    }
    if (isSign(c)) {
      pattern.append('\\');
    }
    pattern.appendCodePoint(c);
  }

  private static int[] casesOf(int c) {
    int upper = Character.toUpperCase(c);
    int lower = Character.toLowerCase(c);
    return IntStream.of(c, upper, lower, Character.toLowerCase(upper), Character.toUpperCase(lower))
        .distinct()
        .toArray();
  }

  private static boolean isSign(int c) {
    return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
  }
}
