package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.domain.Stamp;

/** A transaction that the database chose to give way is tried again. */
class ChangeLogRetryTest {

  private static final Stamp NOW = Stamp.parse("2026-11-22T08:30:00Z");
  private static final PushResult DONE = new PushResult(List.of(), NOW, NOW, "feed");

  private int attempts;
  private final List<String> opened = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01"})
  void aDeadlockOrASerializationFailureIsTriedAgain(String sqlState) {
    assertEquals(DONE, push(sqlState, ChangeLog.MOST_ATTEMPTS - 1));
    assertEquals(ChangeLog.MOST_ATTEMPTS, attempts);
  }

  @Test
  void aFailureThatDoesNotEndIsTold() {
    assertThrows(DatabaseFailure.class, () -> push("40001", ChangeLog.MOST_ATTEMPTS));
    assertEquals(ChangeLog.MOST_ATTEMPTS, attempts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "53100", "57P01"})
  void whatAnotherAttemptWouldNotMendIsToldAtOnce(String sqlState) {
    assertThrows(DatabaseFailure.class, () -> push(sqlState, 1));
    assertEquals(1, attempts);
  }

  /** Within the transaction each of many would wait with a connection for another one. */
  @Test
  void theClockRowOfANewTenantIsMadeBetweenTwoTransactions() {
    PushResult result =
        push(
            new PushTransaction() {
              @Override
              public PushResult push(
                  Author author, PushRequest request, Stamp now, boolean careful) {
                attempts++;
                if (opened.isEmpty()) {
                  throw new ClockMissing();
                }
                return DONE;
              }
            });

    assertSame(DONE, result);
    assertEquals(2, attempts);
    assertEquals(List.of("tenant"), opened);
  }

  private PushResult push(String sqlState, int failures) {
    PushTransaction transaction =
        new PushTransaction() {
          @Override
          public PushResult push(Author author, PushRequest request, Stamp now, boolean careful) {
            if (attempts++ < failures) {
              throw new DatabaseFailure(new SQLException("gave way", sqlState));
            }
            return DONE;
          }
        };
    return push(transaction);
  }

  private PushResult push(PushTransaction transaction) {
    TenantOpening opening =
        new TenantOpening() {
          @Override
          public void open(String tenantId, Stamp now) {
            opened.add(tenantId);
          }
        };
    return new ChangeLog(transaction, opening, event(), event())
        .push(new Author("tenant", "user", true), new PushRequest(null, null, List.of()), NOW);
  }

  /** Nobody observes it. */
  @SuppressWarnings("unchecked")
  private static <T> Event<T> event() {
    return (Event<T>)
        Proxy.newProxyInstance(
            ChangeLogRetryTest.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> null);
  }
}
