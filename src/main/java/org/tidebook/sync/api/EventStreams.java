package org.tidebook.sync.api;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.FeedPosition;

/** All streams of this node, by tenant. */
final class EventStreams {

  /** Enough for every tab of every device of a person, and too few to do harm. */
  static final int MOST_OF_A_USER = 50;

  /** Each costs a connection of the server. */
  static final int MOST = 10_000;

  private final Executor executor;
  private final int most;
  private final Map<String, Set<EventStream>> byTenant = new HashMap<>();
  private int count;
  private boolean closed;

  EventStreams(Executor executor) {
    this(executor, MOST);
  }

  EventStreams(Executor executor, int most) {
    this.executor = executor;
    this.most = most;
  }

  synchronized int count() {
    return count;
  }

  /**
   * Begins a stream. Nothing is sent until a position is offered.
   *
   * @throws HttpProblem {@code slow-down} if the user has too many, {@code unavailable} if the
   *     server has
   */
  synchronized EventStream open(EventStream.Listener listener, EventStream.Outlet outlet) {
    if (closed || count >= most) {
      throw HttpProblem.of(ProblemType.UNAVAILABLE, "The server has no room for another listener.")
          .withRetryAfter(StateEvents.CHECK_EVERY);
    }
    Set<EventStream> ofTenant =
        byTenant.computeIfAbsent(listener.tenantId(), tenant -> new HashSet<>());
    long ofUser =
        ofTenant.stream().filter(s -> s.listener().userId().equals(listener.userId())).count();
    if (ofUser >= MOST_OF_A_USER) {
      throw HttpProblem.of(
              ProblemType.SLOW_DOWN,
              "A user may listen " + MOST_OF_A_USER + " times at once. Close other streams first.")
          .withRetryAfter(StateEvents.CHECK_EVERY);
    }
    EventStream stream = new EventStream(listener, outlet, executor, this::remove);
    ofTenant.add(stream);
    count++;
    return stream;
  }

  /** Tells the tenant's devices. */
  void moved(FeedPosition position) {
    for (EventStream stream : of(position.tenantId())) {
      stream.offer(position);
    }
  }

  synchronized Set<String> tenants() {
    return Set.copyOf(byTenant.keySet());
  }

  synchronized List<EventStream> all() {
    return byTenant.values().stream().flatMap(Set::stream).toList();
  }

  /** Ends all streams and lets none begin. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    all().forEach(EventStream::end);
  }

  private synchronized List<EventStream> of(String tenantId) {
    return List.copyOf(byTenant.getOrDefault(tenantId, Set.of()));
  }

  private synchronized void remove(EventStream stream) {
    String tenant = stream.listener().tenantId();
    Set<EventStream> ofTenant = byTenant.get(tenant);
    if (ofTenant != null && ofTenant.remove(stream)) {
      count--;
      if (ofTenant.isEmpty()) {
        byTenant.remove(tenant);
      }
    }
  }
}
