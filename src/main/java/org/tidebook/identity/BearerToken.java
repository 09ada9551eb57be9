package org.tidebook.identity;

import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The secret of a personal access token, as {@code Authorization: Bearer} carries it (D2). */
record BearerToken(String text) {

  /** Lets people and scanners that look for leaked secrets recognise one. */
  static final String PREFIX = "tidebook_";

  private static final Pattern BEARER =
      Pattern.compile("Bearer(?:\\s+(.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  static BearerToken random(SecureRandom random) {
    return new BearerToken(PREFIX + Secrets.random(random));
  }

  /**
   * What an {@code Authorization} header carries; null without a header, and for another scheme: a
   * proxy in front may ask for a password of its own, and the browser sends that here too.
   */
  static @Nullable BearerToken of(@Nullable String authorization) {
    if (authorization == null) {
      return null;
    }
    Matcher bearer = BEARER.matcher(authorization.strip());
    if (!bearer.matches()) {
      return null;
    }
    String text = bearer.group(1);
    return new BearerToken(text == null ? "" : text.strip());
  }

  /** The form that is stored and looked up: 64 hex digits. */
  String hash() {
    return Secrets.hash(text);
  }

  @Override
  public String toString() {
    return "BearerToken[secret]";
  }
}
