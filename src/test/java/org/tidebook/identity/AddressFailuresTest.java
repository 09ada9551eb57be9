package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidebook.identity.AddressFailures.Minute;
import org.tidebook.server.MigratedDatabase;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.SyncDatabase;

class AddressFailuresTest {

  private static final Stamp START = Stamp.parse("2026-11-22T08:30:00Z");
  private static final long MINUTE = START.micros() / 60_000_000;

  private final AddressFailures failures =
      new AddressFailures(new SyncDatabase(MigratedDatabase.source()));
  private final String address = UUID.randomUUID().toString();

  @Test
  void upToTheLimitNobodyWaits() {
    assertEquals(Duration.ZERO, AddressFailures.waitAfter(List.of(), START));
    assertEquals(Duration.ZERO, AddressFailures.waitAfter(List.of(new Minute(MINUTE, 299)), START));
  }

  @Test
  void fromTheLimitOnTheAddressWaitsUntilEnoughIsForgotten() {
    Stamp now = START.plus(Duration.ofSeconds(130));
    List<Minute> minutes =
        List.of(new Minute(MINUTE, 1), new Minute(MINUTE + 1, 10), new Minute(MINUTE + 2, 300));

    assertEquals(Duration.ofSeconds(420 - 130), AddressFailures.waitAfter(minutes, now));
    assertEquals(
        Duration.ofSeconds(300 - 130),
        AddressFailures.waitAfter(
            List.of(new Minute(MINUTE, 100), new Minute(MINUTE + 2, 200)), now));
  }

  @Test
  void aFailureCountsForFiveMinutes() {
    for (int i = 0; i < AddressFailures.LIMIT; i++) {
      assertEquals(Duration.ZERO, failures.attempt(address, START.plus(Duration.ofSeconds(59))));
    }

    assertEquals(Duration.ofMinutes(4), failures.attempt(address, after(60)));
    assertEquals(Duration.ofSeconds(1), failures.attempt(address, after(299)));
    assertEquals(Duration.ZERO, failures.attempt(address, after(300)));
    assertEquals(Duration.ZERO, failures.attempt("another " + address, after(60)));
  }

  @Test
  void whatIsForgottenIsRemoved() {
    failures.attempt(address, START);
    failures.attempt(address, after(301));

    assertEquals(1, MigratedDatabase.count("address_failure where address = '" + address + "'"));
  }

  @Test
  void aTryThatIsTakenBackIsNoFailure() {
    for (int i = 0; i < 2 * AddressFailures.LIMIT; i++) {
      assertEquals(Duration.ZERO, failures.attempt(address, START));
      failures.takeBack(address, START);
    }
  }

  @Test
  void ofGuessesThatComeAtOnceNoMoreGetThroughThanTheLimit() {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      long passed =
          Stream.generate(
                  () -> CompletableFuture.supplyAsync(() -> failures.attempt(address, START), pool))
              .limit(AddressFailures.LIMIT + 50)
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .filter(Duration::isZero)
              .count();

      // Those that are just under way may hold each other up for a moment.
      assertTrue(
          passed <= AddressFailures.LIMIT && passed > AddressFailures.LIMIT - 8, passed + "");
    } finally {
      pool.shutdownNow();
    }
  }

  private static Stamp after(long seconds) {
    return START.plus(Duration.ofSeconds(seconds));
  }
}
