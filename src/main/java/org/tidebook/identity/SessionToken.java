package org.tidebook.identity;

import java.security.SecureRandom;

/** The secret in the session cookie (D2). */
record SessionToken(String text) {

  static SessionToken random(SecureRandom random) {
    return new SessionToken(Secrets.random(random));
  }

  /** The form that is stored and looked up: 64 hex digits. */
  String hash() {
    return Secrets.hash(text);
  }

  @Override
  public String toString() {
    return "SessionToken[secret]";
  }
}
