package org.tidebook.conformance;

import java.util.List;
import java.util.Random;

/** Stamps and decimals as people and programs write them: mostly right, on the edge, or garbled. */
final class PlausibleText {

  private final Random random;
  private final GarbledText garbled;

  PlausibleText(Random random, GarbledText garbled) {
    this.random = random;
    this.garbled = garbled;
  }

  /** A stamp in any form, or something like it. */
  String stamp(String canonical) {
    return switch (random.nextInt(6)) {
      case 0 -> canonical;
      case 1 -> garbled.mutate(canonical);
      case 2 -> garbled.mutate(iso(pick(List.of("-", "")), pick(List.of(":", ""))));
      case 3 -> garbled.text(32);
      case 4 -> iso("", "");
      default -> iso("-", ":");
    };
  }

  /** A decimal of any length, or something like it. */
  String decimal() {
    String plain = (random.nextBoolean() ? "-" : "") + digits(1 + random.nextInt(18));
    if (random.nextInt(3) > 0) {
      plain += "." + digits(1 + random.nextInt(7));
    }
    return switch (random.nextInt(8)) {
      case 0 -> garbled.mutate(plain);
      case 1 -> garbled.text(12);
      case 2 -> "000" + plain + "000";
      default -> plain;
    };
  }

  private String iso(String dash, String colon) {
    String date = year() + dash + number(1, 12) + dash + number(1, 31);
    String time = number(0, 23) + colon + number(0, 59);
    if (random.nextInt(8) == 0) {
      time = "24" + colon + "00";
    }
    if (random.nextInt(4) > 0) {
      time += colon + (random.nextInt(4) == 0 ? "00" : number(0, 59));
      if (random.nextBoolean()) {
        time += pick(List.of(".", ",")) + digits(1 + random.nextInt(12));
      }
    }
    return date + pick(List.of("T", "T", "t")) + time + offset(colon);
  }

  private String year() {
    return switch (random.nextInt(4)) {
      case 0 -> pick(List.of("1969", "1970", "9999", "0000", "0070", "2000", "2028", "2100"));
      case 1 -> digits(4);
      default -> Integer.toString(1970 + random.nextInt(300));
    };
  }

  private String offset(String colon) {
    return switch (random.nextInt(4)) {
      case 0 -> "Z";
      case 1 -> pick(List.of("z", "+00:00", "-00:00", "+23:59", "-2359", "+24:00", "+07", ""));
      default ->
          pick(List.of("+", "-")) + number(0, 23) + pick(List.of(colon, ":")) + number(0, 59);
    };
  }

  /** Two digits from {@code from} to {@code to}, seldom any two. */
  private String number(int from, int to) {
    if (random.nextInt(40) == 0) {
      return digits(2);
    }
    int number = from + random.nextInt(to - from + 1);
    return (number < 10 ? "0" : "") + number;
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      // Zeros more often than others: they are what the canonical forms are about.
      digits.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    return digits.toString();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
