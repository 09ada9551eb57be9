package org.tidebook.platform;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.tidebook.sync.store.OpenStreams;
import org.tidebook.sync.store.PullSize;
import org.tidebook.sync.store.PushOutcomes;
import org.tidebook.sync.store.SyncDatabase;

/** What this node has done since its start, and what it holds now, counted over all tenants. */
@ApplicationScoped
public class Metrics {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter pushes =
      Counter.builder()
          .name("tidebook_pushes_total")
          .help("Pushes that were committed, those of the entity endpoints and repeats included.")
          .register(registry);
  private final Counter changes =
      Counter.builder()
          .name("tidebook_changes_total")
          .help("Changes in those pushes, by what became of them.")
          .labelNames("outcome")
          .register(registry);
  private final Histogram pullRecords =
      Histogram.builder()
          .name("tidebook_pull_records")
          .help("Records in each page of the feed that went out.")
          .classicOnly()
          .classicUpperBounds(0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
          .register(registry);
  private final Histogram outboxAge =
      Histogram.builder()
          .name("tidebook_outbox_age_seconds")
          .help("How old the oldest edit was that waited on a device when it called.")
          .classicOnly()
          .classicUpperBounds(10, 60, 600, 3_600, 86_400, 604_800)
          .register(registry);

  @Inject private OpenStreams streams;
  @Inject private SyncDatabase database;

  @PostConstruct
  void begin() {
    for (String outcome :
        new String[] {"applied", "superseded", "conflict", "blocked", "rejected"}) {
      changes.initLabelValues(outcome);
    }
    GaugeWithCallback.builder()
        .name("tidebook_event_streams")
        .help("Event streams of devices that are open.")
        .callback(gauge -> gauge.call(streams.count()))
        .register(registry);
    CounterWithCallback.builder()
        .name("tidebook_write_turns_total")
        .help("Transactions that had their turn to write, on H2, where one writes at a time.")
        .callback(counter -> counter.call((double) database.turn().taken()))
        .register(registry);
    CounterWithCallback.builder()
        .name("tidebook_write_turn_wait_seconds_total")
        .help("How long all of them together waited for it.")
        .callback(counter -> counter.call(seconds(database.turn().waited())))
        .register(registry);
    // Not all of JvmMetrics: its allocation metrics stay with the Java machine when the application
    // goes.
    JvmMemoryMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
  }

  void pushed(@Observes PushOutcomes push) {
    pushes.inc();
    push.changesByStatus().forEach((status, count) -> changes.labelValues(status).inc(count));
  }

  void pulled(@Observes PullSize page) {
    pullRecords.observe((double) page.records());
  }

  /** A device tells how long its oldest edit has waited. */
  void waited(Duration age) {
    outboxAge.observe((double) age.toSeconds());
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  MetricSnapshots now() {
    return registry.scrape();
  }
}
