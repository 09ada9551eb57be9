package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.MediaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

class RequestRulesTest {

  private static final SignedIn CALLER =
      new SignedIn("user", "Ayu", "ayu@example.org", "owner", "tenant", "Harbour", 0, 0);

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, localhost:8080",
    "https://books.example.org, books.example.org",
    "https://books.example.org, books.example.org:443",
    "http://books.example.org:80, Books.example.org",
    "http://[::1]:8080, [::1]:8080",
  })
  void aPageOfThisHostMayWrite(String origin, String host) {
    assertFalse(RequestRules.isFromElsewhere(null, origin, host));
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, books.example.org",
    "https://books.example.org.evil.example, books.example.org",
    "http://localhost:3000, localhost:8080",
    "null, books.example.org",
    "not a uri, books.example.org",
    "'', books.example.org",
  })
  void aPageOfAnotherHostMayNotWrite(String origin, String host) {
    assertTrue(RequestRules.isFromElsewhere(null, origin, host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "something new"})
  void theBrowserSaysThatThePageIsOfAnotherOrigin(String site) {
    assertTrue(RequestRules.isFromElsewhere(site, null, "books.example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void theBrowserIsBelievedBeforeTheOrigin(String site) {
    // A proxy may have replaced the host.
    assertFalse(RequestRules.isFromElsewhere(site, "https://books.example.org", "10.0.0.7:8080"));
  }

  @Test
  void aProgramThatIsNoBrowserMayWrite() {
    assertFalse(RequestRules.isFromElsewhere(null, null, "books.example.org"));
  }

  @Test
  void anOriginWithoutAHostToCompareIsElsewhere() {
    assertTrue(RequestRules.isFromElsewhere(null, "https://books.example.org", null));
  }

  @Test
  void anotherUsersOutboxIsRefused() {
    assertDoesNotThrow(() -> RequestRules.requireSession("tenant/user", CALLER));
    assertDoesNotThrow(() -> RequestRules.requireSession(null, CALLER));
    assertRefused(
        ProblemType.WRONG_SESSION, () -> RequestRules.requireSession("tenant/other", CALLER));
    assertRefused(ProblemType.WRONG_SESSION, () -> RequestRules.requireSession("", CALLER));
  }

  @Test
  void onlyJsonIsTakenUnderACookie() {
    MediaType json = new MediaType("application", "json", "utf-8");
    assertDoesNotThrow(() -> RequestRules.requireJson(true, json));
    assertDoesNotThrow(() -> RequestRules.requireJson(false, null));
    assertRefused(ProblemType.UNSUPPORTED, () -> RequestRules.requireJson(true, null));
    assertRefused(
        ProblemType.UNSUPPORTED, () -> RequestRules.requireJson(true, MediaType.TEXT_PLAIN_TYPE));
  }

  @Test
  void anUnknownProtocolVersionIsRefused() {
    assertDoesNotThrow(() -> RequestRules.requireSpokenProtocol(null));
    assertDoesNotThrow(() -> RequestRules.requireSpokenProtocol("1"));
    assertRefused(ProblemType.CLIENT_TOO_OLD, () -> RequestRules.requireSpokenProtocol("2"));
  }

  private static void assertRefused(ProblemType type, Executable check) {
    assertEquals(type, assertThrows(HttpProblem.class, check).type());
  }
}
