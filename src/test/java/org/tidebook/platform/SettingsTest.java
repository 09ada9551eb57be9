package org.tidebook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
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
}
