package org.tidebook.sync.api;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.CallerWatch;
import org.tidebook.sync.store.FeedNotices;
import org.tidebook.sync.store.FeedPosition;
import org.tidebook.sync.store.FeedPositions;
import org.tidebook.sync.store.OpenStreams;

/**
 * Pokes the devices that listen (protocol, 7): at once after a commit of this node, as soon as
 * another node tells, and every 15 s whatever the positions say. Without a listener it does
 * nothing: the check and the connection to other nodes begin with the first.
 */
@ApplicationScoped
public class StateEvents implements FeedNotices.Hearer, OpenStreams {

  /** How often positions are compared, sign-ins checked and signs of life sent. */
  static final Duration CHECK_EVERY = Duration.ofSeconds(15);

  private static final Logger LOG = System.getLogger(StateEvents.class.getName());

  @Resource private @Nullable ManagedExecutorService executor;
  @Resource private @Nullable ManagedScheduledExecutorService scheduler;
  @Inject private FeedPositions positions;
  @Inject private FeedNotices notices;
  @Inject private CallerWatch callers;

  private @Nullable EventStreams streams;
  private @Nullable ScheduledFuture<?> checks;

  @SuppressWarnings("NullAway.Init") // The container injects the fields.
  public StateEvents() {}

  /**
   * Begins a stream, which is told the feed's position at once.
   *
   * @throws org.tidebook.sync.problem.HttpProblem {@code slow-down} or {@code unavailable}
   */
  void open(EventStream.Listener listener, EventStream.Outlet outlet) {
    EventStream stream = started().open(listener, outlet);
    try {
      notices.listen(this);
      // Read after the stream is known: what is committed from now on pokes it.
      stream.offer(positions.of(listener.tenantId(), now()));
    } catch (RuntimeException e) {
      stream.end();
      throw e;
    }
  }

  /** A push was committed here. */
  void moved(@Observes(during = TransactionPhase.AFTER_SUCCESS) FeedPosition position) {
    heard(position);
    notices.tell(position);
  }

  @Override
  public int count() {
    EventStreams open = current();
    return open == null ? 0 : open.count();
  }

  @Override
  public void heard(FeedPosition position) {
    EventStreams open = current();
    if (open != null) {
      open.moved(position);
    }
  }

  @Override
  public void mayHaveMissed() {
    EventStreams open = current();
    if (open != null) {
      comparePositions(open);
    }
  }

  @PreDestroy
  void stop() {
    EventStreams open = current();
    synchronized (this) {
      if (checks != null) {
        checks.cancel(false);
      }
    }
    if (open != null) {
      open.close();
    }
  }

  /** Every step by itself: a database that is down must not end the signs of life. */
  private void check(EventStreams open) {
    open.all().forEach(EventStream::beat);
    comparePositions(open);
    endWhatIsSignedOut(open);
  }

  private void comparePositions(EventStreams open) {
    Set<String> tenants = open.tenants();
    if (tenants.isEmpty()) {
      return;
    }
    try {
      positions.of(tenants).forEach(open::moved);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Feed positions could not be compared: {0}", e.getMessage());
    }
  }

  private void endWhatIsSignedOut(EventStreams open) {
    List<EventStream> listening = open.all();
    if (listening.isEmpty()) {
      return;
    }
    try {
      Set<String> credentials =
          listening.stream().map(s -> s.listener().credential()).collect(Collectors.toSet());
      Set<String> holding = callers.holding(credentials, now());
      listening.stream()
          .filter(stream -> !holding.contains(stream.listener().credential()))
          .forEach(EventStream::end);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Sign-ins of listeners could not be checked: {0}", e.getMessage());
    }
  }

  private synchronized @Nullable EventStreams current() {
    return streams;
  }

  private synchronized EventStreams started() {
    EventStreams open = streams;
    if (open == null) {
      open = new EventStreams(Objects.requireNonNull(executor, "The server gave no executor."));
      EventStreams checked = open;
      long everyMs = CHECK_EVERY.toMillis();
      checks =
          Objects.requireNonNull(scheduler, "The server gave no scheduler.")
              .scheduleAtFixedRate(() -> check(checked), everyMs, everyMs, TimeUnit.MILLISECONDS);
      streams = open;
    }
    return open;
  }

  private static Stamp now() {
    return Stamp.of(Instant.now());
  }
}
