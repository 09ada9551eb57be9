package org.tidebook.sync.store;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other nodes that a feed has moved, and hears it from them: by {@code NOTIFY} and {@code
 * LISTEN} of PostgreSQL. H2 is for one node, which has nobody to tell.
 *
 * <p>A notice is sent in a transaction of its own after the commit, because one inside of the push
 * would take a lock of the whole database at its commit. A notice that is lost does no harm:
 * positions are compared every 15 s too.
 */
@ApplicationScoped
public class FeedNotices {

  private static final Logger LOG = System.getLogger(FeedNotices.class.getName());

  /**
   * Nothing is written, so there is nothing whose loss on a crash would matter: the commit need not
   * wait for the disk. Of one statement, so that it is one round trip.
   */
  private static final String TELL =
      "select set_config('synchronous_commit', 'off', true), pg_notify('"
          + FeedNotice.CHANNEL
          + "', notice) from unnest(cast(? as varchar array)) as told (notice)";

  @Resource private @Nullable ManagedExecutorService executor;
  @Resource private @Nullable ManagedThreadFactory threads;
  @Inject private @Nullable SyncDatabase database;
  @Inject private @Nullable DatabaseLogin login;

  private final Map<String, FeedPosition> untold = new HashMap<>();
  private boolean telling;
  private @Nullable PostgresListener listener;

  /** What is done with what other nodes tell. */
  public interface Hearer {

    /** A node, perhaps this one, says that a feed has moved. */
    void heard(FeedPosition position);

    /** Notices may have been lost. */
    void mayHaveMissed();
  }

  /**
   * Tells the other nodes soon. Positions that come while a notice is under way go together in the
   * next, of each tenant the newest only. Never throws.
   */
  public void tell(FeedPosition position) {
    synchronized (untold) {
      untold.merge(position.tenantId(), position, (old, now) -> now.isNewsAfter(old) ? now : old);
      if (telling) {
        return;
      }
      telling = true;
    }
    try {
      if (executor != null) {
        executor.execute(this::tellAll);
      }
    } catch (RejectedExecutionException e) {
      stopTelling("The server is stopping", e);
    }
  }

  /** Begins to listen, unless it is on; on H2 there is nobody to listen to. */
  public synchronized void listen(Hearer hearer) {
    if (listener != null || !isPostgresql()) {
      return;
    }
    DatabaseLogin address = login;
    if (address == null || !address.isPostgresql() || threads == null) {
      LOG.log(
          Level.WARNING,
          "TIDEBOOK_DB_URL does not say where PostgreSQL is, so what other nodes write is noticed"
              + " after 15 seconds only.");
      return;
    }
    try {
      PostgresListener started = new PostgresListener(address, hearer);
      Thread thread = threads.newThread(started);
      thread.setName("tidebook-listen");
      listener = started;
      thread.start();
    } catch (LinkageError e) {
      LOG.log(Level.WARNING, PostgresListener.HIDDEN_DRIVER, e);
    }
  }

  @PreDestroy
  synchronized void stop() {
    if (listener != null) {
      listener.stop();
    }
  }

  private void tellAll() {
    try {
      for (Collection<FeedPosition> next = next(); !next.isEmpty(); next = next()) {
        if (isPostgresql()) {
          tell(next);
        }
      }
    } catch (RuntimeException e) {
      stopTelling("Other nodes could not be told that a feed has moved", e);
    }
  }

  /** What is to be told; the telling ends where there is nothing. */
  private Collection<FeedPosition> next() {
    synchronized (untold) {
      Collection<FeedPosition> next = List.copyOf(untold.values());
      untold.clear();
      telling = !next.isEmpty();
      return next;
    }
  }

  private void stopTelling(String why, RuntimeException failure) {
    synchronized (untold) {
      untold.clear();
      telling = false;
    }
    LOG.log(Level.WARNING, "{0}: {1}", why, failure.getMessage());
  }

  private void tell(Collection<FeedPosition> positions) {
    Object[] notices = positions.stream().map(FeedNotice::write).toArray();
    if (database != null) {
      database.use(
          connection -> {
            try (PreparedStatement tell = connection.prepareStatement(TELL)) {
              tell.setArray(1, connection.createArrayOf("varchar", notices));
              return tell.execute();
            }
          });
    }
  }

  private boolean isPostgresql() {
    return database != null && database.product().equals("PostgreSQL");
  }
}
