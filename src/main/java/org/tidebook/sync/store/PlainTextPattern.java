package org.tidebook.sync.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

  private static final int LAST_WITH_CASES = 0x1FFFF;

  /** Those that differ by case alone, by any of them: {@code σ}, {@code ς} and {@code Σ}. */
  private static final Map<Integer, int[]> CASES = cases();

  private PlainTextPattern() {}

  static String of(String text) {
    StringBuilder pattern = new StringBuilder();
    text.codePoints().forEach(c -> append(pattern, c));
    return pattern.toString();
  }

  private static void append(StringBuilder pattern, int c) {
    int[] cases = CASES.get(c);
    if (cases != null) {
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

  private static Map<Integer, int[]> cases() {
    Map<Integer, List<Integer>> alike =
        IntStream.rangeClosed(0, LAST_WITH_CASES)
            .boxed()
            .collect(Collectors.groupingBy(PlainTextPattern::folded));
    Map<Integer, int[]> cases = new HashMap<>();
    alike.values().stream()
        .filter(group -> group.size() > 1)
        .forEach(
            group -> {
              int[] all = group.stream().mapToInt(Integer::intValue).toArray();
              group.forEach(c -> cases.put(c, all));
            });
    return cases;
  }

  /** By way of the capital letter, so that the dotless i of Turkish is an i too. */
  private static int folded(int c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  private static boolean isSign(int c) {
    return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
  }
}
