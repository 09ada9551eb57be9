package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossSiteTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, localhost:8080",
    "https://books.example.org, books.example.org",
    "https://books.example.org, books.example.org:443",
    "http://books.example.org:80, Books.example.org",
    "HTTPS://Books.Example.org, books.example.org",
    "http://[::1]:8080, [::1]:8080",
    "http://[::1], [::1]:80",
  })
  void aPageOfThisHostMayWrite(String origin, String host) {
    assertFalse(CrossSite.isFromElsewhere(null, origin, asked(host)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example, books.example.org",
    "https://books.example.org.evil.example, books.example.org",
    "https://books.example.org@evil.example, books.example.org",
    "http://localhost:3000, localhost:8080",
    "http://localhost, localhost:8080",
    "http://[::1]:3000, [::1]:8080",
    "https://books.example.org, books.example.org:80",
    "null, books.example.org",
    "not a uri, books.example.org",
    "file:///books, books.example.org",
    "'', books.example.org",
  })
  void aPageOfAnotherHostOrPortMayNotWrite(String origin, String host) {
    assertTrue(CrossSite.isFromElsewhere(null, origin, asked(host)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "something new", ""})
  void theBrowserSaysThatThePageIsOfAnotherOrigin(String site) {
    assertTrue(CrossSite.isFromElsewhere(site, null, asked("books.example.org")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none", "Same-Origin"})
  void theBrowserIsBelievedBeforeTheOrigin(String site) {
    // A proxy may have replaced the host.
    assertFalse(
        CrossSite.isFromElsewhere(site, "https://books.example.org", asked("10.0.0.7:8080")));
  }

  @Test
  void aProgramThatIsNoBrowserMayWrite() {
    assertFalse(CrossSite.isFromElsewhere(null, null, asked("books.example.org")));
  }

  @Test
  void anOriginWithoutAHostToCompareIsElsewhere() {
    assertTrue(CrossSite.isFromElsewhere(null, "https://books.example.org", asked(null)));
  }

  @Test
  void behindAProxyThatEndsTlsThePageOfHttpsMayWrite() {
    String origin = "https://books.example.org";

    assertFalse(
        CrossSite.isFromElsewhere(
            null, origin, CrossSite.Asked.of(false, "https", "books.example.org", null)));
    assertFalse(
        CrossSite.isFromElsewhere(
            null,
            origin,
            CrossSite.Asked.of(false, "https", "127.0.0.1:8080", "books.example.org")));
  }

  @Test
  void thePlainTwinOfAHttpsAddressIsElsewhere() {
    // Whoever sits on the network can make it up.
    String origin = "http://books.example.org";

    for (CrossSite.Asked asked :
        List.of(
            CrossSite.Asked.of(false, "https", "books.example.org", null),
            CrossSite.Asked.of(true, null, "books.example.org", null))) {
      assertTrue(CrossSite.isFromElsewhere(null, origin, asked));
    }
  }

  @Test
  void ofSeveralProxiesTheFirstKnowsWhatTheBrowserAsked() {
    assertEquals("https", CrossSite.firstOf(" HTTPS , http"));
    assertNull(CrossSite.firstOf(" "));
    assertNull(CrossSite.firstOf(null));
  }

  private static CrossSite.Asked asked(@Nullable String host) {
    return CrossSite.Asked.of(false, null, host, null);
  }
}
