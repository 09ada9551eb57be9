package org.tidebook.sync.domain;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one text that stands for a decimal number: no zeros before the first digit or after the last
 * one, no point without digits after it, no {@code -0}, never an exponent. {@code "-007.50"} gives
 * {@code "-7.5"}.
 *
 * <p>Twin of {@code webapp-client/src/sync/domain/decimal.ts}; both pass {@code
 * conformance/decimal.json}.
 */
public final class Decimals {

  private static final Pattern PLAIN = Pattern.compile("(-?)([0-9]+)(?:\\.([0-9]+))?");

  private Decimals() {}

  /**
   * Makes a plain decimal canonical. It is an optional minus, digits, and optionally a point with
   * digits. A plus, an exponent, spaces, separators, other scripts' digits, {@code .5} and {@code
   * 5.} are none: what people type is made plain where it is typed.
   *
   * @param integerDigits how many digits are allowed before the point
   * @param fractionDigits how many digits are allowed after the point; zeros that the canonical
   *     form drops do not count in either
   * @return null if {@code text} is no plain decimal or has more digits than allowed
   */
  public static @Nullable String canonical(String text, int integerDigits, int fractionDigits) {
    Matcher parts = PLAIN.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    String digits = withoutLeadingZeros(parts.group(2));
    String decimals = parts.group(3) == null ? "" : withoutTrailingZeros(parts.group(3));
    if (digits.length() > integerDigits || decimals.length() > fractionDigits) {
      return null;
    }
    if (digits.isEmpty() && decimals.isEmpty()) {
      return "0";
    }
    return parts.group(1)
        + (digits.isEmpty() ? "0" : digits)
        + (decimals.isEmpty() ? "" : "." + decimals);
  }

  /** The canonical text of a number as the database gives it. */
  public static String canonical(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static String withoutLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static String withoutTrailingZeros(String digits) {
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }
}
