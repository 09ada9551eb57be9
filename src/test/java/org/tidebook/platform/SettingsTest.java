package org.tidebook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.store.DatabaseLogin;

class SettingsTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("TIDEBOOK_DB_URL", "jdbc:postgresql://db/books", "TIDEBOOK_DB_USER", "ayu");

  @Test
  void theDatabaseIsWhereTheEnvironmentSays() {
    assertEquals(
        new DatabaseLogin("jdbc:postgresql://db/books", "ayu", "tidebook"),
        Settings.databaseLogin(ENVIRONMENT, new Properties()));
  }

  @Test
  void aSystemPropertyComesFirstAsInTheServersConfiguration() {
    Properties properties = new Properties();
    properties.setProperty("tidebook.db.url", "jdbc:postgresql://other/books");
    properties.setProperty("tidebook.db.password", "secret");

    assertEquals(
        new DatabaseLogin("jdbc:postgresql://other/books", "ayu", "secret"),
        Settings.databaseLogin(ENVIRONMENT, properties));
  }

  @Test
  void withoutASettingTheAddressIsNotKnown() {
    assertEquals("", Settings.databaseLogin(Map.of(), new Properties()).url());
  }

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

  @Test
  void hashingAPasswordTakesManyIterationsUnlessSaidOtherwise() {
    assertEquals(210_000, Settings.passwordIterations(Map.of(), new Properties()).count());
    assertEquals(
        600_000, Settings.passwordIterations(iterations("600000"), new Properties()).count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1023", "10000001", "many"})
  void anotherNumberOfIterationsStopsTheStartWithASentence(String text) {
    var refused =
        assertThrows(
            IllegalStateException.class,
            () -> Settings.passwordIterations(iterations(text), new Properties()));
    assertEquals(
        "TIDEBOOK_PASSWORD_ITERATIONS is no whole number from 1024 to 10000000: " + text,
        refused.getMessage());
  }

  private static Map<String, String> iterations(String text) {
    return Map.of("TIDEBOOK_PASSWORD_ITERATIONS", text);
  }

  @Test
  void thePurgeHasATimeOfDay() {
    assertEquals(LocalTime.of(2, 30), Settings.purgeAt(Map.of()));
    assertEquals(LocalTime.of(23, 5), Settings.purgeAt(Map.of("TIDEBOOK_PURGE_AT", " 23:05 ")));
    var refused =
        assertThrows(
            IllegalStateException.class,
            () -> Settings.purgeAt(Map.of("TIDEBOOK_PURGE_AT", "at night")));
    assertEquals(
        "TIDEBOOK_PURGE_AT is no time of day in UTC, such as 02:30: at night",
        refused.getMessage());
  }

  private static Map<String, String> days(String text) {
    return Map.of("TIDEBOOK_RETENTION_DAYS", text);
  }
}
