package org.tidebook.sync.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.ProcessingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  @Test
  void aLostDatabaseIsAnOutageHoweverItIsWrapped() {
    assertTrue(
        Failures.isOutage(
            new PersistenceException(new RuntimeException(new SQLTransientConnectionException()))));
    assertTrue(Failures.isOutage(new SQLException("refused", "08001", new ConnectException())));
    assertTrue(Failures.isOutage(new SQLException("shutting down", "57P01")));
    assertTrue(
        Failures.isOutage(new TransactionalException("commit", new SystemException("lost"))));
    assertTrue(
        Failures.isOutage(new TransactionalException("commit", new RollbackException("lost"))));
  }

  @Test
  void whatAServersPoolSaysWithoutACodeOfTheDatabaseMayPass() {
    assertTrue(
        Failures.isOfPool(new PersistenceException(new SQLException(new NullPointerException()))));
    assertEquals(
        503, Failures.problemOf(new SQLException(new NullPointerException())).type().status());
    assertFalse(Failures.isOfPool(new SQLException(new SQLException("double", "23505"))));
    assertFalse(Failures.isOfPool(new SQLFeatureNotSupportedException("not in a transaction")));
    assertFalse(Failures.isOfPool(new IllegalStateException("bug")));
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

  /** PostgreSQL's driver writes the statement with its values into what it says of a batch. */
  @ParameterizedTest
  @ValueSource(strings = {"42P01", "08006", "57P01", "53100"})
  void theLogTellsNoValueThatADatabaseWasGiven(String state) {
    var ofDriver =
        new BatchUpdateException(
            "Batch entry 0 insert into contacts values ('Secret') was aborted",
            state,
            new int[0],
            new SQLException("no contacts for 'Secret'", state));
    var failure = new PersistenceException("insert into contacts values ('Secret')", ofDriver);
    var text = new StringWriter();
    LoggedFailure.of(failure).printStackTrace(new PrintWriter(text, true));
    text.append(LoggedFailure.describe(ofDriver));
    assertFalse(text.toString().contains("Secret"), text::toString);
    assertTrue(text.toString().contains("SQLSTATE " + state), text::toString);
    assertTrue(text.toString().contains("theLogTellsNoValueThatADatabaseWasGiven"), text::toString);
  }

  @Test
  void theLogTellsABugWhole() {
    var failure = new IllegalStateException("bug");
    assertSame(failure, LoggedFailure.of(failure));
  }
}
