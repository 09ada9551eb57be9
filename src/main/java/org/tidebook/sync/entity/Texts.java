package org.tidebook.sync.entity;

/** Questions about texts that came from outside. */
public final class Texts {

  private static final int UUID_LENGTH = 36;

  private Texts() {}

  /** Whether it is a UUID in its usual form, in capital or small letters. */
  public static boolean isUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(i);
      boolean hyphenHere = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphenHere ? c != '-' : !isHexDigit(c)) {
        return false;
      }
    }
    return true;
  }

  /** Whether databases and UTF-8 can hold it: no U+0000, no surrogate without its other half. */
  public static boolean storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static boolean isHexDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
