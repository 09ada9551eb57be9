package org.tidebook.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidebook.server.ServerRecords;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/** An operator goes back to a backup, by the words of {@code docs/operating.md}. */
class RestoreJourney {

  private static final String EMAIL = "owner@example.org";
  private static final String PASSWORD = "correct horse battery";

  private TestDatabase database;
  private TidebookProcess server;
  private Playwright playwright;
  private Device deviceA;
  private Device deviceB;

  @BeforeEach
  void startServerAndBrowser() {
    database = TestDatabase.h2();
    server = TidebookProcess.start(database);
    playwright = Chromium.playwright();
    Browser browser = Chromium.launch(playwright);
    deviceA = new Device(browser.newContext(), server.base());
    deviceB = new Device(browser.newContext(), server.base());
  }

  @AfterEach
  void stopServerAndBrowser() {
    if (playwright != null) {
      playwright.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void devicesBringBackWhatTheBackupLacked() throws Exception {
    deviceA.signUp("Harbour Homes", "Ayu", EMAIL, PASSWORD);
    deviceA.createContact("Changed later");
    deviceA.createContact("Never touched");
    deviceA.createContact("Deleted later");
    deviceA.awaitSynced();
    deviceB.signIn(EMAIL, PASSWORD);
    deviceB.awaitSynced();
    server.stop();
    Path backup = copy(folder(), Files.createTempDirectory("tidebook-backup-"));
    server.start();

    deviceA.changePhone("Changed later", "after the backup");
    deviceA.createContact("Made later by A");
    deviceA.deleteContact("Deleted later");
    deviceA.awaitSynced();
    deviceB.createContact("Made later by B");
    deviceB.awaitSynced();
    deviceB.goOffline();
    deviceB.createContact("Still waiting");
    server.stop();

    copy(backup, folder());
    giveEveryHistoryANewName();
    server.start();
    deviceA.syncNow();
    deviceB.goOnline();

    // A deletion that the backup lacked is forgotten: the device was told that it is done.
    Set<String> expected =
        Set.of(
            "Changed later",
            "Deleted later",
            "Made later by A",
            "Made later by B",
            "Never touched",
            "Still waiting");
    deviceA.page().waitForCondition(() -> names().equals(expected), Device.conditionPatience());
    for (Device device : List.of(deviceA, deviceB)) {
      device.syncNow();
      device
          .page()
          .waitForCondition(
              () -> device.database().liveById("contacts").equals(onServer()),
              Device.conditionPatience());
      device.awaitSynced();
      assertEquals(0, device.failed());
    }
    assertEquals(
        1,
        onServer().values().stream()
            .filter(record -> "after the backup".equals(record.get("phone")))
            .count());
  }

  private Map<String, Map<String, Object>> onServer() {
    return ServerRecords.read(server.base(), EMAIL, PASSWORD).getOrDefault("contacts", Map.of());
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    onServer().values().forEach(record -> names.add(String.valueOf(record.get("name"))));
    return names;
  }

  private Path folder() {
    String url = database.url();
    Path file = Path.of(url.substring("jdbc:h2:file:".length(), url.indexOf(';')));
    return Objects.requireNonNull(file.getParent());
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return to;
  }

  private void giveEveryHistoryANewName() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("update tenant_clock set feed = RANDOM_UUID()");
    }
  }
}
