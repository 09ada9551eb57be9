package org.tidebook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SecurityHeadersFilterTest {

  @Test
  void aHashedFileIsKeptForEver() {
    assertEquals(
        SecurityHeadersFilter.FOR_EVER,
        SecurityHeadersFilter.cacheControl("/assets/index-4f3a.js", true));
  }

  @Test
  void aMissingHashedFileIsAskedForAgain() {
    assertEquals(
        SecurityHeadersFilter.CHECK_FIRST,
        SecurityHeadersFilter.cacheControl("/assets/index-4f3a.js", false));
  }

  @Test
  void whatKeepsItsNameIsCheckedFirst() {
    for (String path : new String[] {"/", "/index.html", "/sw.js", "/manifest.webmanifest"}) {
      assertEquals(
          SecurityHeadersFilter.CHECK_FIRST, SecurityHeadersFilter.cacheControl(path, true));
    }
  }

  @Test
  void theApiIsNeverStored() {
    assertEquals(
        SecurityHeadersFilter.NEVER,
        SecurityHeadersFilter.cacheControl("/api/state/changes", false));
    assertEquals(
        SecurityHeadersFilter.CHECK_FIRST,
        SecurityHeadersFilter.cacheControl("/apiary.html", true));
  }
}
