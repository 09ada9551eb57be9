package org.tidebook.sync.store;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tidebook.server.MigratedDatabase;
import org.tidebook.sync.domain.Digest;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.entity.Envelope;
import org.tidebook.sync.entity.ManagedClasses;
import org.tidebook.sync.entity.RecordMerge;

/**
 * The store with the migrations and the types of the application, and a clock that stands. All
 * share one database, and each has a tenant of its own.
 *
 * <p>The database is H2 in memory, or PostgreSQL where the run has one.
 */
final class TestStore implements AutoCloseable {

  static final String USER = "00000000-0000-4000-8000-000000000001";

  final EntityTypes types;

  private final ValidatorFactory validators = Validation.buildDefaultValidatorFactory();
  private final RecordTables tables;
  private final TenantClocks.Opening opening = TestStore::open;

  String tenant = UUID.randomUUID().toString();
  boolean owner = true;
  String user = USER;
  volatile Stamp now = Stamp.parse("2026-11-22T08:00:00Z");

  /** With every type of the application. */
  TestStore() {
    this(ManagedClasses.ofTheApplication());
  }

  TestStore(Collection<Class<?>> managedClasses) {
    types = EntityTypes.among(managedClasses);
    tables = new RecordTables(types);
  }

  @Override
  public void close() {
    validators.close();
  }

  private static void open(String tenantId, Stamp at) {
    new SyncDatabase(MigratedDatabase.source())
        .use(
            connection -> {
              TenantClocks.insert(connection, tenantId, at);
              return tenantId;
            });
  }

  EntityType type(String name) {
    EntityType type = types.named(name);
    if (type == null) {
      throw new IllegalArgumentException(name);
    }
    return type;
  }

  PushResult push(JsonObject... changes) {
    return push(new PushRequest(null, null, sent(changes)));
  }

  PushResult push(PushRequest request) {
    try {
      return attempt(source(), request, false);
    } catch (RefusedByDatabase e) {
      return attempt(source(), request, true);
    }
  }

  PushResult attempt(DataSource from, PushRequest request, boolean careful) {
    Push.Tools tools = new Push.Tools(tables, types, new RecordMerge(validators.getValidator()));
    Author author = new Author(tenant, user, owner);
    SyncDatabase.Work<PushResult> push =
        connection -> new Push(connection, tools, author, request, now).run(careful);
    try {
      return transaction(from, push);
    } catch (ClockMissing e) {
      opening.open(tenant, now);
      return transaction(from, push);
    }
  }

  private static <T> T transaction(DataSource from, SyncDatabase.Work<T> work) {
    try (Connection connection = from.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new DatabaseFailure(e);
    }
  }

  <T> T inTransaction(SyncDatabase.Work<T> work) {
    return transaction(source(), work);
  }

  TenantDigests digests() {
    return digests(source());
  }

  TenantDigests digests(DataSource from) {
    return new Digests(new SyncDatabase(from), transactions(from), types, opening)
        .read(tenant, now);
  }

  /** The digests as the records themselves have them. */
  Map<EntityType, Digest> computedDigests() {
    return new SyncDatabase(source()).use(c -> Digests.computed(c, tenant, types));
  }

  /** A purge of this store. */
  Purge purge() {
    return purge(source());
  }

  Purge purge(DataSource from) {
    return new Purge(new SyncDatabase(from), transactions(from), types);
  }

  private static Transactions transactions(DataSource from) {
    return new Transactions() {
      @Override
      public <T> T run(SyncDatabase.Work<T> work) {
        return transaction(from, work);
      }
    };
  }

  DataSource source() {
    return MigratedDatabase.source();
  }

  FeedPage pull(FeedQuery query) {
    return (FeedPage) pull(source(), query, clock -> false);
  }

  FeedAnswer pull(DataSource from, FeedQuery query, Predicate<TenantClock> known) {
    return new ChangeFeed(new SyncDatabase(from), tables, opening).page(tenant, query, now, known);
  }

  /** Everything that changed after a checkpoint, in pages of a thousand. */
  FeedPage pull(Stamp since) {
    return pull(new FeedQuery(since, 1_000, types.all(), null, null));
  }

  /** What a page holds, over all types, in the order in which it comes. */
  static List<Envelope> envelopes(FeedPage page) {
    List<Envelope> envelopes = new ArrayList<>();
    for (EntityType type : page.types()) {
      page.read(type, record -> envelopes.add(record.envelope()));
    }
    return envelopes;
  }

  /** What a device is told of an outcome, but for the record that the server has by then. */
  static String brief(ChangeOutcome outcome) {
    String status = outcome.status();
    if (outcome instanceof ChangeOutcome.Applied applied) {
      return status + " " + applied.updatedAt();
    }
    return outcome instanceof ChangeOutcome.Rejected rejected
        ? status + " " + rejected.errors()
        : status;
  }

  /** The one number that a query answers. */
  long count(String sql) {
    try (Connection connection = source().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String sql) {
    try (Connection connection = source().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void wait(Duration time) {
    now = now.plus(time);
  }

  static List<SentChange> sent(JsonObject... changes) {
    return List.of(changes).stream()
        .map(change -> SentChange.of(change.getString("id"), change))
        .toList();
  }

  /** A JSON object, written with single quotes. */
  static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  /** A change with a new id. */
  static JsonObject change(
      String type, String action, String entityId, Stamp stamp, @Nullable String payload) {
    var change =
        Json.createObjectBuilder()
            .add("id", UUID.randomUUID().toString())
            .add("entityType", type)
            .add("action", action)
            .add("entityId", entityId)
            .add("updatedAt", stamp.toString());
    if (payload != null) {
      change.add("payload", json(payload));
    }
    return change.build();
  }

  /** The change with a member set to another text. */
  static JsonObject with(JsonObject change, String member, String value) {
    return Json.createObjectBuilder(change).add(member, value).build();
  }
}
