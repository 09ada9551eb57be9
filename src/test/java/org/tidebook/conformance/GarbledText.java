package org.tidebook.conformance;

import java.util.List;
import java.util.Random;

/**
 * Text as it must not be: other scripts' digits, invisible and half characters, slips of the hand.
 */
final class GarbledText {

  private static final List<String> CHARACTERS =
      List.of(
          "0",
          "1",
          "2",
          "6",
          "9",
          "-",
          "+",
          ":",
          ".",
          ",",
          "T",
          "t",
          "Z",
          "z",
          "W",
          "e",
          "E",
          "x",
          " ",
          "\n",
          "\r",
          "\t",
          "\0",
          "\"",
          "\\",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "\u200b",
          "\u2212",
          "\u0660",
          "\u0669",
          "\uff11",
          "\u00b2",
          "\u216b",
          "\u0130",
          "\u00df",
          "\u0e01",
          "\u6f6e",
          "\ud83d\ude00",
          "\ud835\udfd8",
          "\ud83d",
          "\ude00");

  private final Random random;

  GarbledText(Random random) {
    this.random = random;
  }

  /** Up to {@code length} characters of every kind. */
  String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(length + 1); i > 0; i--) {
      text.append(character());
    }
    return text.toString();
  }

  /** The text with one or two slips: a character too many, one missing, or another one. */
  String mutate(String text) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int at = random.nextInt(mutated.length() + 1);
      int until = Math.min(mutated.length(), at + random.nextInt(2));
      mutated.replace(at, until, random.nextInt(3) == 0 ? "" : character());
    }
    return mutated.toString();
  }

  private String character() {
    return CHARACTERS.get(random.nextInt(CHARACTERS.size()));
  }
}
