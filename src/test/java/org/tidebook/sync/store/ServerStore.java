package org.tidebook.sync.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;

/**
 * The store for tests of other packages: many tenants and users on one real database, with the time
 * passed in. One thread at a time.
 */
public final class ServerStore implements AutoCloseable {

  private final TestStore store = new TestStore();

  @Override
  public void close() {
    store.close();
  }

  public EntityTypes types() {
    return store.types;
  }

  public PushResult push(String tenant, String user, PushRequest request, Stamp now) {
    be(tenant, user, now);
    return store.push(request);
  }

  /** The push of a server that ends just before it would have committed. */
  public void pushWithoutCommit(String tenant, String user, PushRequest request, Stamp now) {
    be(tenant, user, now);
    try {
      store.attempt(crashingAtCommit(store.source()), request, false);
    } catch (DatabaseFailure e) {
      if (!(e.getCause() instanceof Crash)) {
        throw e;
      }
    }
  }

  public FeedPage pull(String tenant, FeedQuery query, Stamp now) {
    be(tenant, TestStore.USER, now);
    return store.pull(query);
  }

  /** Everything that a page holds. */
  public static List<StoredVersion> versions(FeedPage page) {
    List<StoredVersion> versions = new ArrayList<>();
    for (EntityType type : page.types()) {
      page.read(type, record -> versions.add(new StoredVersion(type, record)));
    }
    return versions;
  }

  /** Moves the horizon, as a purge does in its first run. */
  public void moveHorizon(String tenant, Stamp horizon) {
    store.execute(
        "update tenant_clock set horizon = %d where tenant_id = '%s'"
            .formatted(horizon.micros(), tenant));
  }

  /** Removes the tombstones up to the horizon, as a purge does in its next run. */
  public void removeTombstones(String tenant, Stamp horizon) {
    for (EntityType type : store.types.all()) {
      store.execute(
          "delete from %s where tenant_id = '%s' and deleted_at is not null and changed_at <= %d"
              .formatted(type.name(), tenant, horizon.micros()));
    }
  }

  /** Forgets what was answered to changes that came before. */
  public void removeReceipts(String tenant, Stamp receivedBefore) {
    for (String table : List.of("sync_receipt", "sync_group_receipt")) {
      store.execute(
          "delete from %s where tenant_id = '%s' and received_at < %d"
              .formatted(table, tenant, receivedBefore.micros()));
    }
  }

  private void be(String tenant, String user, Stamp now) {
    store.tenant = tenant;
    store.user = user;
    store.now = now;
  }

  private static final class Crash extends SQLException {
    private static final long serialVersionUID = 1L;
  }

  private static DataSource crashingAtCommit(DataSource source) {
    return wrap(DataSource.class, source);
  }

  private static <T> T wrap(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            ServerStore.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit")) {
                throw new Crash();
              }
              try {
                Object result = method.invoke(target, arguments);
                return result instanceof Connection connection
                    ? wrap(Connection.class, connection)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
