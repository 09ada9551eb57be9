package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;
import org.tidebook.server.ServerRecords;
import org.tidebook.sync.domain.Stamp;

/**
 * Devices of one tenant that push without a pause, each its own records, and send a push again, the
 * very same, until it is answered. What was acknowledged is kept, to be compared with the server.
 */
public final class WritingDevices implements AutoCloseable {

  private static final int CHANGES = 5;
  private static final int PAUSE_MS = 50;
  private static final long PATIENCE_SECONDS = 240;

  /** What the server must have of a record. */
  private record Acknowledged(String updatedAt, String name) {}

  private final ApiClient owner;
  private final ExecutorService threads;
  private final List<CompletableFuture<?>> running = new ArrayList<>();
  private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
  private final Semaphore acknowledgements = new Semaphore(0);
  private final AtomicInteger changes = new AtomicInteger();
  private final Semaphore refusals = new Semaphore(0);
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicBoolean done = new AtomicBoolean();

  /**
   * Begins to write.
   *
   * @param owner whose sign-in all share
   * @param devices how many write at once
   * @param addresses where each push goes, asked anew each time
   */
  public WritingDevices(ApiClient owner, int devices, Supplier<URI> addresses) {
    this.owner = owner;
    this.threads = Executors.newFixedThreadPool(devices);
    for (int i = 0; i < devices; i++) {
      running.add(CompletableFuture.runAsync(() -> write(addresses), threads));
    }
  }

  /** Waits until so many further pushes were acknowledged. */
  public void awaitPushes(int count) throws InterruptedException {
    acknowledgements.drainPermits();
    await(acknowledgements, count, "pushes");
  }

  /** Waits until so many further pushes were answered 503. */
  public void awaitRefusals(int count) throws InterruptedException {
    refusals.drainPermits();
    await(refusals, count, "refusals");
  }

  private void await(Semaphore events, int count, String what) throws InterruptedException {
    for (int second = 0; !events.tryAcquire(count, 1, TimeUnit.SECONDS); second++) {
      // A device that was answered what it did not expect has ended, and tells it here.
      running.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
      if (second > PATIENCE_SECONDS) {
        throw new AssertionError("No " + count + " " + what + " in time; so far " + this);
      }
    }
  }

  /** Lets each device finish what it has sent. */
  public void finish() throws Exception {
    done.set(true);
    CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Compares every record of the tenant, whole, with what was acknowledged. */
  public void requireNothingLostOrDoubled(URI server) {
    Map<String, Acknowledged> stored = new HashMap<>();
    ServerRecords.read(owner.at(server))
        .getOrDefault("contacts", Map.of())
        .forEach(
            (id, record) ->
                stored.put(
                    id,
                    new Acknowledged(
                        String.valueOf(record.get("updatedAt")),
                        String.valueOf(record.get("name")))));
    assertEquals(acknowledged, stored, this::toString);
  }

  int changes() {
    return changes.get();
  }

  @Override
  public String toString() {
    return "%d changes acknowledged in %d records, %d calls failed"
        .formatted(changes.get(), acknowledged.size(), failures.get());
  }

  private void write(Supplier<URI> addresses) {
    List<String> mine = new ArrayList<>();
    for (int round = 0; !done.get(); round++) {
      Map<String, Acknowledged> versions = new HashMap<>();
      var batch = Json.createArrayBuilder();
      for (int i = 0; i < CHANGES; i++) {
        boolean isNew = mine.size() < CHANGES || i % 2 == 0;
        String id = isNew ? UUID.randomUUID().toString() : mine.get((round * 7 + i) % mine.size());
        if (versions.containsKey(id)) {
          continue;
        }
        String stamp = Stamp.of(Instant.now()).toString();
        String name = "Round " + round + "." + i;
        batch.add(change(id, isNew, stamp, name));
        versions.put(id, new Acknowledged(stamp, name));
        if (isNew) {
          mine.add(id);
        }
      }
      push(addresses, Json.createObjectBuilder().add("changes", batch).build(), versions);
    }
  }

  private void push(Supplier<URI> addresses, JsonObject body, Map<String, Acknowledged> versions) {
    while (true) {
      try {
        ApiResponse answer = owner.at(addresses.get()).post("api/state/changes", body);
        if (answer.status() == 200 && isOfTidebook(answer)) {
          for (var result : answer.json().getJsonArray("results").getValuesAs(JsonObject.class)) {
            assertEquals("applied", result.getString("status"), answer::text);
          }
          acknowledged.putAll(versions);
          changes.addAndGet(versions.size());
          acknowledgements.release();
          return;
        }
        // 404: the application is just being deployed, and its filters are there before its
        // addresses.
        boolean passes = answer.status() == 503 || answer.status() == 404 || !isOfTidebook(answer);
        assertTrue(passes, () -> answer.status() + " " + answer.text());
        if (answer.status() == 503 && isOfTidebook(answer)) {
          assertNotNull(answer.header("Retry-After"), answer::text);
          refusals.release();
        }
      } catch (UncheckedIOException e) {
        // The server is gone: the same again, until it is back.
      }
      failures.incrementAndGet();
      pause();
    }
  }

  /** While a server starts or stops it answers for itself: nothing that a device may believe. */
  private static boolean isOfTidebook(ApiResponse answer) {
    return answer.header("Tidebook-Time") != null;
  }

  private static JsonObject change(String id, boolean isNew, String stamp, String name) {
    var payload = Json.createObjectBuilder().add("name", name);
    if (isNew) {
      payload.add("kind", "other");
    }
    return Json.createObjectBuilder()
        .add("id", UUID.randomUUID().toString())
        .add("entityType", "contacts")
        .add("action", isNew ? "create" : "update")
        .add("entityId", id)
        .add("updatedAt", stamp)
        .add("payload", payload)
        .build();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS); // nothing tells when a server is back
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    done.set(true);
    threads.shutdownNow();
  }
}
