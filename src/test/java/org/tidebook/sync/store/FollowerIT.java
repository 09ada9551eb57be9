package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.RecordJson;
import org.tidebook.sync.entity.SyncedEntity;

/**
 * What makes {@code since} exact (S1, S2): a device that follows the feed in small pages while many
 * write at once has every record in the end, whole. And the same without the lock on the tenant's
 * clock, to show that this test would see it.
 */
class FollowerIT {

  private static final Duration BUSY = Duration.ofSeconds(20);

  /** Without the lock much less is enough. */
  private static final Duration BUSY_UNLOCKED = Duration.ofSeconds(5);

  private static final int WRITERS = 8;

  /** Transactions take longer now and then, as on a busy machine: that is when orders cross. */
  private static final long LONGEST_PAUSE_NANOS = 4_000_000;

  private static final int LIMIT = 13;
  private static final int MOST_RECORDS = 1_000_000;
  private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aFollowerOfManyWritersMissesNothing() throws Exception {
    var seen = follow(true, BUSY);
    var all = stored();
    assertTrue(all.size() > 200, () -> "only " + all.size() + " records were written");
    assertEquals(all, seen);
  }

  @Test
  void withoutTheTenantsLockAFollowerMissesChanges() throws Exception {
    var seen = follow(false, BUSY_UNLOCKED);
    var all = stored();
    var missed = new TreeMap<>(all);
    missed.entrySet().removeIf(entry -> entry.getValue().equals(seen.get(entry.getKey())));
    System.out.printf(
        "Without the tenant's lock a follower missed %d of %d records.%n",
        missed.size(), all.size());
    assertFalse(missed.isEmpty(), "nothing was missed: this test sees nothing");
  }

  /** Follows the feed while others write; everything that came, whole, by type and id. */
  private Map<String, String> follow(boolean locks, Duration busy) throws Exception {
    var writersSource = keeping(store.source(), locks);
    long seed = Long.getLong("tidebook.seed", System.nanoTime());
    System.out.println("Following writers with -Dtidebook.seed=" + seed);
    store.push();
    var seen = new TreeMap<String, String>();
    var pool = Executors.newFixedThreadPool(WRITERS);
    try {
      var end = Instant.now().plus(busy);
      var writing = new ArrayList<Future<?>>();
      for (int i = 0; i < WRITERS; i++) {
        var writer = new Writer(new Random(seed + i), writersSource, locks);
        writing.add(pool.submit(() -> writer.writeUntil(end)));
      }
      var follower = new Follower();
      boolean done = false;
      while (!done) {
        done = writing.stream().allMatch(Future::isDone);
        follower.drainInto(seen);
      }
      for (var writer : writing) {
        writer.get();
      }
    } finally {
      pool.shutdownNow();
    }
    return seen;
  }

  /** What the tables hold, not what the feed says: that is what is on trial. */
  private Map<String, String> stored() {
    var tables = new RecordTables(store.types);
    var all = new TreeMap<String, String>();
    new SyncDatabase(store.source())
        .use(
            connection -> {
              for (EntityType type : store.types.all()) {
                tables
                    .of(type)
                    .changed(connection, store.tenant, Stamp.EPOCH, Stamp.LAST, null, MOST_RECORDS)
                    .forEach(
                        record -> all.put(type + " " + record.envelope().id(), json(type, record)));
              }
              return all;
            });
    return all;
  }

  /** One device, whose clock stands: change stamps come from the tenant's clock alone. */
  private final class Follower {
    private Stamp since = Stamp.ofMicros(1);

    void drainInto(Map<String, String> seen) {
      FeedPage page;
      do {
        page = store.pull(new FeedQuery(since, LIMIT, store.types.all(), null, null));
        for (var version : ServerStore.versions(page)) {
          var envelope = version.record().envelope();
          seen.put(version.type() + " " + envelope.id(), json(version.type(), version.record()));
        }
        since = page.updatedAt();
      } while (page.hasMore());
    }
  }

  /** Creates, edits and deletes records of all kinds, its own and what it made before. */
  private final class Writer {
    private final Random random;
    private final DataSource source;
    private final boolean locks;
    private final List<JsonObject> made = new ArrayList<>();
    private Stamp edit = store.now.plus(Duration.ofDays(-1));

    Writer(Random random, DataSource source, boolean locks) {
      this.random = random;
      this.source = source;
      this.locks = locks;
    }

    void writeUntil(Instant end) {
      while (Instant.now().isBefore(end)) {
        var changes = new ArrayList<JsonObject>();
        int size = 1 + random.nextInt(8);
        for (int i = 0; i < size; i++) {
          changes.add(change());
        }
        var request =
            new PushRequest(null, null, TestStore.sent(changes.toArray(new JsonObject[0])));
        try {
          store.attempt(source, request, false);
        } catch (DatabaseFailure | RefusedByDatabase e) {
          if (locks) {
            throw e;
          }
          // Without the lock two writers get into each other's way, which is no news.
        }
      }
    }

    private JsonObject change() {
      edit = edit.next();
      if (made.size() < 5 || random.nextInt(3) == 0) {
        var created = create();
        made.add(created);
        return created;
      }
      var known = made.get(random.nextInt(made.size()));
      var type = known.getString("entityType");
      var id = known.getString("entityId");
      return random.nextInt(5) == 0
          ? TestStore.change(type, "delete", id, edit, null)
          : TestStore.change(type, "update", id, edit, "{'name':'" + edit + "'}");
    }

    private JsonObject create() {
      var id = UUID.randomUUID().toString();
      return switch (random.nextInt(3)) {
        case 0 ->
            TestStore.change("categories", "create", id, edit, "{'name':'N','kind':'income'}");
        case 1 -> TestStore.change("contacts", "create", id, edit, "{'name':'N','kind':'other'}");
        default ->
            TestStore.change(
                "accounts", "create", id, edit, "{'name':'N','kind':'bank','currency':'EUR'}");
      };
    }
  }

  private static String json(EntityType type, SyncedEntity record) {
    var text = new StringWriter();
    try (JsonGenerator json = GENERATORS.createGenerator(text)) {
      RecordJson.write(json, type, record);
    }
    return text.toString();
  }

  /**
   * The same database through connections that stay open, one for each thread, as a pool would keep
   * them.
   *
   * @param locks whether the writer takes the lock on the tenant's clock row, as it must (S1)
   */
  private static DataSource keeping(DataSource source, boolean locks) {
    Map<Thread, Connection> kept = new ConcurrentHashMap<>();
    return wrap(
        DataSource.class,
        (method, arguments) -> {
          Connection connection = kept.get(Thread.currentThread());
          if (connection == null) {
            connection = source.getConnection();
            kept.put(Thread.currentThread(), connection);
          }
          return writer(connection, locks);
        });
  }

  private static Connection writer(Connection connection, boolean locks) {
    return wrap(
        Connection.class,
        (method, arguments) -> {
          switch (method.getName()) {
            case "close" -> {
              return null;
            }
            case "commit" ->
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
            case "prepareStatement" -> {
              if (!locks) {
                arguments[0] = String.valueOf(arguments[0]).replace(" for update", "");
              }
            }
            default -> {}
          }
          try {
            return method.invoke(connection, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private interface Call {
    @Nullable Object of(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T wrap(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            FollowerIT.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.of(method, arguments)));
  }
}
