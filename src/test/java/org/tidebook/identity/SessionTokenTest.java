package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SessionTokenTest {

  @Test
  void aTokenHas256BitsInTheAlphabetOfCookies() {
    SessionToken token = SessionToken.random(new SecureRandom());

    assertEquals(43, token.text().length());
    assertEquals("", token.text().replaceAll("[A-Za-z0-9_-]", ""));
    assertNotEquals(token, SessionToken.random(new SecureRandom()));
  }

  @Test
  void theTokenIsNotInItsText() {
    assertFalse(new SessionToken("abcdef").toString().contains("abcdef"));
  }
}
