package org.tidebook.simulation;

import java.util.PriorityQueue;

/** What happens next: one event after the other in the order of simulated time. */
final class Scheduler {

  private record Event(long atMs, long number, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) ->
              a.atMs() != b.atMs()
                  ? Long.compare(a.atMs(), b.atMs())
                  : Long.compare(a.number(), b.number()));
  private long nowMs;
  private long count;

  /** Milliseconds since the simulation began. */
  long nowMs() {
    return nowMs;
  }

  void after(long delayMs, Runnable action) {
    events.add(new Event(nowMs + delayMs, count++, action));
  }

  /** Runs all events up to a time. */
  void runUntil(long endMs) {
    while (true) {
      Event next = events.peek();
      if (next == null || next.atMs() > endMs) {
        nowMs = endMs;
        return;
      }
      events.remove(next);
      nowMs = next.atMs();
      next.action().run();
    }
  }
}
