package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
      failures.add(address, START.plus(Duration.ofSeconds(59)));
    }

    assertEquals(Duration.ofMinutes(4), failures.waitOf(address, after(60)));
    assertEquals(Duration.ofSeconds(1), failures.waitOf(address, after(299)));
    assertEquals(Duration.ZERO, failures.waitOf(address, after(300)));
    assertEquals(Duration.ZERO, failures.waitOf("another " + address, after(60)));
  }

  @Test
  void whatIsForgottenIsRemoved() {
    failures.add(address, START);
    failures.add(address, after(301));

    assertEquals(1, MigratedDatabase.count("address_failure where address = '" + address + "'"));
  }

  @Test
  void failuresAtOnceAreAllCounted() {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Stream.generate(() -> CompletableFuture.runAsync(() -> failures.add(address, START), pool))
          .limit(AddressFailures.LIMIT)
          .toList()
          .forEach(CompletableFuture::join);
    } finally {
      pool.shutdownNow();
    }

    assertEquals(Duration.ofMinutes(5), failures.waitOf(address, START));
  }

  private static Stamp after(long seconds) {
    return START.plus(Duration.ofSeconds(seconds));
  }
}
