package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

  @ParameterizedTest
  @CsvSource({
    "Bearer abc, abc",
    "bearer  abc, abc",
    "BEARER\tabc, abc",
    "Bearer a b, a b",
    "Bearer, ''",
    "'Bearer ', ''"
  })
  void theTokenIsWhatFollowsTheScheme(String header, String token) {
    assertEquals(new BearerToken(token), BearerToken.of(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic YTpi", "", "Bearerabc", "abc"})
  void anotherSchemeIsNoToken(String header) {
    assertNull(BearerToken.of(header));
    assertNull(BearerToken.of(null));
  }

  @Test
  void aTokenCanBeRecognisedButNotReadFromItsText() {
    BearerToken token = BearerToken.random(new SecureRandom());

    assertTrue(token.text().matches("tidebook_[A-Za-z0-9_-]{43}"), token.text());
    assertFalse(token.toString().contains(token.text()));
  }
}
