package org.tidebook.sync.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void aLostDatabaseIsAnOutageHoweverItIsWrapped() {
    assertTrue(
        Failures.isOutage(
            new PersistenceException(new RuntimeException(new SQLTransientConnectionException()))));
    assertTrue(Failures.isOutage(new SQLException("refused", "08001", new ConnectException())));
    assertTrue(Failures.isOutage(new SQLException("shutting down", "57P01")));
  }

  @Test
  void aBrokenRuleOfTheDatabaseIsNoOutage() {
    assertFalse(
        Failures.isOutage(
            new PersistenceException(
                new SQLIntegrityConstraintViolationException("double", "23505"))));
    assertFalse(Failures.isOutage(new IllegalStateException("bug")));
  }

  @Test
  void malformedJsonIsSeenThroughItsWrapper() {
    assertTrue(
        Failures.isUnreadableJson(new ProcessingException(new JsonException("unexpected token"))));
    assertFalse(Failures.isUnreadableJson(new ProcessingException("connection reset")));
  }
}
