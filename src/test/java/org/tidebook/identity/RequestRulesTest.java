package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.core.MediaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

class RequestRulesTest {

  private static final SignedIn CALLER =
      new SignedIn("user", "Ayu", "ayu@example.org", "owner", "tenant", "Harbour", 0, 0);

  @Test
  void aWriteOfAnotherSiteIsRefused() {
    CrossSite.Asked asked = CrossSite.Asked.of(false, null, "books.example.org", null);
    assertDoesNotThrow(() -> RequestRules.requireSameSite(null, "http://books.example.org", asked));
    assertRefused(
        ProblemType.FORBIDDEN,
        () -> RequestRules.requireSameSite(null, "https://evil.example", asked));
  }

  @Test
  void anotherUsersOutboxIsRefused() {
    assertDoesNotThrow(() -> RequestRules.requireSession("tenant/user", CALLER));
    assertDoesNotThrow(() -> RequestRules.requireSession("TENANT/User", CALLER));
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
    MediaType patch = new MediaType("application", "merge-patch+json");
    assertDoesNotThrow(() -> RequestRules.requireJson(true, patch));
    assertRefused(ProblemType.UNSUPPORTED, () -> RequestRules.requireJson(true, null));
    assertRefused(
        ProblemType.UNSUPPORTED, () -> RequestRules.requireJson(true, MediaType.TEXT_PLAIN_TYPE));
  }

  @Test
  void anUnknownProtocolVersionIsRefused() {
    assertDoesNotThrow(() -> RequestRules.requireSpokenProtocol(null));
    assertDoesNotThrow(() -> RequestRules.requireSpokenProtocol("1"));
    for (String version : new String[] {"0", "2", "1.1", "123456789"}) {
      assertRefused(ProblemType.CLIENT_TOO_OLD, () -> RequestRules.requireSpokenProtocol(version));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one", "-1", "1;2", "1.", "12345678901234567890"})
  void anUnreadableProtocolVersionIsABadRequest(String version) {
    assertRefused(ProblemType.BAD_REQUEST, () -> RequestRules.requireSpokenProtocol(version));
  }

  private static void assertRefused(ProblemType type, Executable check) {
    assertEquals(type, assertThrows(HttpProblem.class, check).type());
  }
}
