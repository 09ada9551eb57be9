package org.tidebook.sync.problem;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.json.stream.JsonGenerationException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/**
 * Turns any exception into the problem that the caller may see (P3). Servers, transactions and
 * providers wrap exceptions differently, so the whole chain of causes is looked at.
 */
final class Failures {

  private static final Logger LOG = System.getLogger(Failures.class.getName());

  /** Long enough for a pool to reconnect, short enough that nobody reloads the page. */
  private static final Duration OUTAGE_RETRY = Duration.ofSeconds(5);

  /** A longer chain of causes is a loop. */
  static final int DEEPEST_CAUSE = 30;

  private Failures() {}

  static Response answer(Throwable failure) {
    return problemOf(failure).toResponse();
  }

  /** The problem to answer with; one that someone must look at is logged. */
  static HttpProblem problemOf(Throwable failure) {
    Optional<HttpProblem> thrown = find(failure, HttpProblem.class);
    if (thrown.isPresent()) {
      return thrown.get();
    }
    Optional<ConstraintViolationException> violations =
        find(failure, ConstraintViolationException.class);
    if (violations.isPresent()) {
      return ConstraintViolationMapper.problemOf(violations.get());
    }
    return isUnreadableJson(failure) ? unreadableJson() : logged(failure);
  }

  /** Whether the body of the request could not be read as JSON; failing to write is our bug. */
  static boolean isUnreadableJson(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                (cause instanceof JsonException && !(cause instanceof JsonGenerationException))
                    || cause instanceof JsonbException);
  }

  static HttpProblem unreadableJson() {
    return HttpProblem.of(ProblemType.BAD_REQUEST, "The body is not readable JSON.");
  }

  /** Whether the database, not the request or the code, is why this failed: a retry can help. */
  static boolean isOutage(Throwable failure) {
    return causes(failure).anyMatch(Failures::isOutageItself);
  }

  private static boolean isOutageItself(Throwable cause) {
    if (cause instanceof SQLTransientException
        || cause instanceof SQLRecoverableException
        || cause instanceof SQLNonTransientConnectionException) {
      return true;
    }
    // The transaction manager and the database do not understand each other: a commit that was
    // lost.
    if (cause instanceof XAException || cause instanceof SystemException) {
      return true;
    }
    // The same where nothing says what else it was: WildFly tells no cause.
    if (cause instanceof RollbackException && cause.getCause() == null) {
      return true;
    }
    // Connection pools throw jakarta.resource.ResourceException, which not every server has on the
    // application's class path.
    if (cause.getClass().getName().startsWith("jakarta.resource.")) {
      return true;
    }
    // H2 has no code of its own for a disk that is full or gone.
    if (cause.getClass().getName().equals("org.h2.mvstore.MVStoreException")) {
      return true;
    }
    // 08 connection, 40 rolled back (deadlock), 53 out of resources, 57P shutdown (PostgreSQL), HYT
    // timeout, 90 with these H2 codes: closed, file locked, connection lost.
    return cause instanceof SQLException sql
        && sql.getSQLState() != null
        && sql.getSQLState()
            .matches("08.*|40.*|53.*|55P03|57P.*|HYT.*|90020|90067|90098|90121|90135");
  }

  private static HttpProblem logged(Throwable failure) {
    if (Stopping.hasBegun()) {
      LOG.log(Level.INFO, "A request was cut off by the stop: {0}", failure.toString());
      return Stopping.problem();
    }
    String reference = UUID.randomUUID().toString();
    return problemOf(failure, reference).with("reference", Json.createValue(reference));
  }

  /** An outage is told in a line: it fails every request, and where each was says nothing. */
  private static HttpProblem problemOf(Throwable failure, String reference) {
    Optional<Throwable> outage = causes(failure).filter(Failures::isOutageItself).findFirst();
    if (outage.isPresent()) {
      // A pool says only that it has no connection; why, the database's own code tells.
      Throwable cause =
          causes(failure)
              .filter(each -> each instanceof SQLException sql && sql.getSQLState() != null)
              .reduce((outer, inner) -> inner)
              .orElse(outage.get());
      LOG.log(
          Level.WARNING,
          "No database, reference {0}: {1}",
          reference,
          LoggedFailure.describe(cause));
      return outage();
    }
    LOG.log(Level.ERROR, "Request failed, reference " + reference, LoggedFailure.of(failure));
    return isOfPool(failure) ? outage() : HttpProblem.of(ProblemType.INTERNAL);
  }

  /**
   * Whether a server's pool, not the database, failed in a way that may pass. Databases give a code
   * (SQLSTATE), pools give none; Payara's falls over a connection that another thread has just
   * found dead.
   */
  static boolean isOfPool(Throwable failure) {
    List<SQLException> sql =
        causes(failure)
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .toList();
    return !sql.isEmpty()
        && sql.stream()
            .allMatch(
                each -> each.getSQLState() == null && !(each instanceof SQLNonTransientException));
  }

  private static HttpProblem outage() {
    return HttpProblem.of(ProblemType.UNAVAILABLE).withRetryAfter(OUTAGE_RETRY);
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
    return causes(failure).filter(kind::isInstance).map(kind::cast).findFirst();
  }

  static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST_CAUSE);
  }
}
