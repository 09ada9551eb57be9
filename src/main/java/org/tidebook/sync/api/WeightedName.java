package org.tidebook.sync.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code Accept} or {@code Accept-Encoding} (RFC 9110, 12.4.2), without its
 * parameters but the weight.
 *
 * @param name in lower case
 * @param weight from 0, which refuses, to 1, which an element without a readable weight has
 */
record WeightedName(String name, double weight) {

  private static final Pattern WEIGHT =
      Pattern.compile(";\\s*q\\s*=\\s*([01](?:\\.[0-9]*)?)\\s*(?:;|$)", Pattern.CASE_INSENSITIVE);

  /** The elements of a header in their order; none for null. */
  static List<WeightedName> list(@Nullable String header) {
    List<WeightedName> names = new ArrayList<>();
    if (header == null) {
      return names;
    }
    for (String element : header.split(",", -1)) {
      String name = element.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty()) {
        names.add(new WeightedName(name, weightOf(element)));
      }
    }
    return names;
  }

  boolean is(String other) {
    return name.equals(other);
  }

  private static double weightOf(String element) {
    Matcher weight = WEIGHT.matcher(element);
    return weight.find() ? Math.min(1, Double.parseDouble(weight.group(1))) : 1;
  }
}
