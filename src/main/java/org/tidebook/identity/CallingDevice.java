package org.tidebook.identity;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/**
 * The device that a request says it comes from. It is for the user's eyes alone and decides
 * nothing.
 *
 * @param id UUID of the installation, in lower case
 * @param userAgent what the device's program calls itself, at most 255 characters; may be empty
 */
record CallingDevice(String id, String userAgent) {

  static final String HEADER = "Tidebook-Device";

  private static final int MAX_USER_AGENT_LENGTH = 255;
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * @param id the header {@code Tidebook-Device}; null if the request has none
   * @param userAgent the header {@code User-Agent}
   * @return null without an id
   * @throws HttpProblem {@code bad-request} if the id is no UUID
   */
  static @Nullable CallingDevice of(@Nullable String id, @Nullable String userAgent) {
    if (id == null) {
      return null;
    }
    String known = idOf(id);
    if (known == null) {
      throw HttpProblem.of(ProblemType.BAD_REQUEST, "The header " + HEADER + " must be a UUID.");
    }
    return new CallingDevice(known, storable(userAgent == null ? "" : userAgent));
  }

  /** A UUID in lower case; null for any other text. */
  static @Nullable String idOf(@Nullable String text) {
    String lowerCase = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    return ID.matcher(lowerCase).matches() ? lowerCase : null;
  }

  /** Printable ASCII: what a header is made of, and what every database takes. */
  private static String storable(String text) {
    String printable = text.replaceAll("[^ -~]", "").strip();
    return printable.substring(0, Math.min(printable.length(), MAX_USER_AGENT_LENGTH));
  }
}
