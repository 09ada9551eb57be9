package org.tidebook.sync.entity;

/**
 * Why a change can never be applied as it is.
 *
 * @param field name on the wire of the field at fault
 * @param message a sentence for the user; it never repeats the value (E5)
 */
public record FieldError(String field, String message) {

  private static final int LONGEST_NAME = 64;

  /**
   * For a name that came from outside: shortened, and without characters that a database or a text
   * encoding refuses, since errors are stored with the receipt of their change.
   */
  public static FieldError ofForeignName(String name, String message) {
    StringBuilder clean = new StringBuilder();
    name.codePoints()
        .limit(LONGEST_NAME)
        .map(c -> Character.isISOControl(c) || isLoneSurrogate(c) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return new FieldError(clean.toString(), message);
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
