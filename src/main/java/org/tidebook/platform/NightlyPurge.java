package org.tidebook.platform;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.PurgeCounts;
import org.tidebook.sync.store.PurgeRun;

/**
 * Runs the purge every night, and once soon after the start: a machine that is switched off at
 * night purges too. Every node does so; runs at the same time do no harm.
 */
@Startup
@Singleton
@DependsOn("DatabaseMigration")
@TransactionManagement(TransactionManagementType.BEAN)
public class NightlyPurge {

  private static final Logger LOG = System.getLogger(NightlyPurge.class.getName());

  /** The devices that waited for the start come first. */
  private static final Duration AFTER_START = Duration.ofMinutes(10);

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private @Nullable ManagedScheduledExecutorService scheduler;

  @Inject
  @SuppressWarnings("NullAway.Init") // The container injects it.
  private PurgeRun purge;

  private final List<Future<?>> scheduled = new ArrayList<>();

  @PostConstruct
  void schedule() {
    var executor = scheduler;
    if (executor == null) {
      throw new IllegalStateException("The server offers no managed scheduled executor.");
    }
    Duration retention = Settings.retention(System.getenv());
    Runnable run = () -> run(purge, retention);
    scheduled.add(executor.schedule(run, AFTER_START.toMillis(), TimeUnit.MILLISECONDS));
    scheduled.add(
        executor.scheduleAtFixedRate(
            run,
            untilNight(Instant.now(), Settings.purgeAt(System.getenv())).toMillis(),
            Duration.ofDays(1).toMillis(),
            TimeUnit.MILLISECONDS));
  }

  @PreDestroy
  void cancel() {
    scheduled.forEach(run -> run.cancel(true));
  }

  /**
   * How long it is from {@code now} to the next run at night; never zero.
   *
   * @param at time of day in UTC
   */
  static Duration untilNight(Instant now, LocalTime at) {
    Instant night = now.atOffset(ZoneOffset.UTC).with(at).toInstant();
    return Duration.between(now, night.isAfter(now) ? night : night.plus(Duration.ofDays(1)));
  }

  private static void run(PurgeRun purge, Duration retention) {
    try {
      PurgeCounts done = purge.run(Stamp.of(Instant.now()), retention);
      LOG.log(
          done.failedTenants() == 0 ? Level.INFO : Level.ERROR,
          "Purge: {0} horizons moved, {1} tombstones and {2} receipts removed, {3} tenants failed",
          done.horizonsMoved(),
          done.tombstones(),
          done.receipts(),
          done.failedTenants());
    } catch (RuntimeException e) {
      // A task that throws is never run again.
      LOG.log(Level.ERROR, "The purge failed; the next run goes on", e);
    }
  }
}
