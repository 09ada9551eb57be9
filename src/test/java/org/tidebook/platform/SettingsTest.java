package org.tidebook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void deletionsAreKeptForNinetyDaysUnlessSaidOtherwise() {
    assertEquals(Duration.ofDays(90), Settings.retention(Map.of()));
    assertEquals(Duration.ofDays(90), Settings.retention(days(" ")));
    assertEquals(Duration.ofDays(1), Settings.retention(days("1")));
    assertEquals(Duration.ofDays(10_000), Settings.retention(days(" 10000 ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "10001", "90 days", "1.5", "99999999999"})
  void anotherRetentionStopsTheStartWithASentence(String text) {
    var refused = assertThrows(IllegalStateException.class, () -> Settings.retention(days(text)));
    assertEquals(
        "TIDEBOOK_RETENTION_DAYS is no whole number of days from 1 to 10000: " + text,
        refused.getMessage());
  }

  private static Map<String, String> days(String text) {
    return Map.of("TIDEBOOK_RETENTION_DAYS", text);
  }
}
