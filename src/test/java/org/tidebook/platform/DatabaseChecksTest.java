package org.tidebook.platform;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseChecksTest {

  @TempDir Path folder = Path.of("");

  @Test
  void anH2FileThatIsDurableAndPatientIsTaken() throws SQLException {
    try (Connection connection = open(";WRITE_DELAY=0;LOCK_TIMEOUT=30000")) {
      assertDoesNotThrow(() -> DatabaseChecks.require(connection));
    }
  }

  @Test
  void anH2FileThatAnswersCommitsBeforeTheyAreOnDiskIsRefused() throws SQLException {
    assertRefused(";LOCK_TIMEOUT=30000", "WRITE_DELAY=0");
  }

  @Test
  void anH2FileWhoseLocksGiveUpEarlyIsRefused() throws SQLException {
    assertRefused(";WRITE_DELAY=0", "LOCK_TIMEOUT=30000");
  }

  @Test
  void anotherIsolationLevelIsRefused() throws SQLException {
    try (Connection connection = open(";WRITE_DELAY=0;LOCK_TIMEOUT=30000")) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      String message = refusal(connection);
      assertTrue(message.contains("READ COMMITTED"), message);
    }
  }

  private void assertRefused(String settings, String missing) throws SQLException {
    try (Connection connection = open(settings)) {
      String message = refusal(connection);
      assertTrue(message.contains(missing), message);
    }
  }

  private static String refusal(Connection connection) {
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> DatabaseChecks.require(connection));
    return String.valueOf(refused.getMessage());
  }

  private Connection open(String settings) throws SQLException {
    return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("books") + settings);
  }
}
