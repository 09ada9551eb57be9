package org.tidebook.sync.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a stamp, read and written; {@link Stamp#parse} says which forms are read. */
final class StampText {

  static final long LAST_MICROS = 253_402_300_799_999_999L;

  static final String OUT_OF_RANGE =
      "A stamp lies between the beginning of 1970 and the end of 9999, in UTC.";

  private static final String UNREADABLE =
      "A stamp is a date and time with an offset, such as 2026-11-22T08:30:00.123004Z.";

  /** The canonical form with its digits blotted out. */
  private static final String SHAPE = "0000-00-00T00:00:00.000000Z";

  private static final Pattern EXTENDED = isoForm("-", ":");
  private static final Pattern BASIC = isoForm("", "");

  private StampText() {}

  private static Pattern isoForm(String dash, String colon) {
    String date = "([0-9]{4})" + dash + "([0-9]{2})" + dash + "([0-9]{2})";
    String time = "([0-9]{2})" + colon + "([0-9]{2})(?:" + colon + "([0-9]{2})(?:[.,]([0-9]+))?)?";
    String offset = "(?:[Zz]|([+-])([0-9]{2})(?::?([0-9]{2}))?)";
    return Pattern.compile(date + "[Tt]" + time + offset);
  }

  static long parse(String text) {
    if (hasCanonicalShape(text)) {
      return micros(
          number(text, 0, 4),
          number(text, 5, 7),
          number(text, 8, 10),
          number(text, 11, 13),
          number(text, 14, 16),
          number(text, 17, 19),
          number(text, 20, 26),
          0);
    }
    Matcher parts = EXTENDED.matcher(text);
    if (!parts.matches()) {
      parts = BASIC.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException(UNREADABLE);
      }
    }
    int offsetHour = number(parts.group(9));
    int offsetMinute = number(parts.group(10));
    if (offsetHour > 23 || offsetMinute > 59) {
      throw new IllegalArgumentException(UNREADABLE);
    }
    int offsetMinutes = offsetHour * 60 + offsetMinute;
    return micros(
        number(parts.group(1)),
        number(parts.group(2)),
        number(parts.group(3)),
        number(parts.group(4)),
        number(parts.group(5)),
        number(parts.group(6)),
        fraction(parts.group(7)),
        "-".equals(parts.group(8)) ? -offsetMinutes : offsetMinutes);
  }

  static String format(long micros) {
    long seconds = micros / 1_000_000;
    LocalDate date = LocalDate.ofEpochDay(seconds / 86_400);
    int second = (int) (seconds % 86_400);
    char[] text = SHAPE.toCharArray();
    write(text, 4, date.getYear());
    write(text, 7, date.getMonthValue());
    write(text, 10, date.getDayOfMonth());
    write(text, 13, second / 3_600);
    write(text, 16, second / 60 % 60);
    write(text, 19, second % 60);
    write(text, 26, (int) (micros % 1_000_000));
    return new String(text);
  }

  private static long micros(
      int year, int month, int day, int hour, int minute, int second, int micro, int offset) {
    boolean endOfDay = hour == 24 && minute == 0 && second == 0 && micro == 0;
    if (month < 1
        || month > 12
        || day < 1
        || day > YearMonth.of(year, month).lengthOfMonth()
        || (hour > 23 && !endOfDay)
        || minute > 59
        || second > 59) {
      throw new IllegalArgumentException(UNREADABLE);
    }
    long minutes = (LocalDate.of(year, month, day).toEpochDay() * 24 + hour) * 60 + minute - offset;
    return (minutes * 60 + second) * 1_000_000 + micro;
  }

  private static boolean hasCanonicalShape(String text) {
    if (text.length() != SHAPE.length()) {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char c = text.charAt(i);
      char expected = SHAPE.charAt(i);
      if (expected == '0' ? c < '0' || c > '9' : c != expected) {
        return false;
      }
    }
    return true;
  }

  private static int fraction(@Nullable String digits) {
    int micro = 0;
    for (int i = 0; i < 6; i++) {
      micro = micro * 10 + (digits != null && i < digits.length() ? digits.charAt(i) - '0' : 0);
    }
    return micro;
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : number(digits, 0, digits.length());
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static void write(char[] text, int end, int number) {
    for (int i = end - 1, rest = number; rest > 0; i--, rest /= 10) {
      text[i] = (char) ('0' + rest % 10);
    }
  }
}
