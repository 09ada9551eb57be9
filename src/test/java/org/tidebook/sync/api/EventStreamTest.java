package org.tidebook.sync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.FeedPosition;

class EventStreamTest {

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final FakeOutlet outlet = new FakeOutlet();
  private final List<EventStream> ended = new ArrayList<>();
  private final EventStream stream =
      new EventStream(
          new EventStream.Listener("tenant", "user", "sign-in"), outlet, tasks::add, ended::add);

  @Test
  void aPositionIsSentOnce() {
    stream.offer(at(1));
    run();
    stream.offer(at(1));
    run();
    stream.offer(at(2));
    run();

    assertEquals(List.of("1", "2"), outlet.sent);
  }

  @Test
  void nothingIsSentByTheThreadThatHasTheNews() {
    stream.offer(at(1));

    assertEquals(List.of(), outlet.sent);
  }

  @Test
  void anOlderPositionIsNoNewsButAnotherFeedIs() {
    stream.offer(at(2));
    run();
    stream.offer(at(1));
    stream.offer(new FeedPosition("tenant", Stamp.ofMicros(1), "restored"));
    run();

    assertEquals(List.of("2", "1"), outlet.sent);
  }

  @Test
  void ofABurstOnlyTheNewestIsSent() {
    outlet.slow = true;
    stream.offer(at(1));
    run();
    for (int position = 2; position < 50; position++) {
      stream.offer(at(position));
    }
    run();
    assertEquals(List.of("1"), outlet.sent);
    outlet.read();
    run();

    assertEquals(List.of("1", "49"), outlet.sent);
  }

  @Test
  void aSignOfLifeIsAComment() {
    stream.beat();
    run();
    stream.beat();
    run();

    assertEquals(List.of("alive", "alive"), outlet.sent);
  }

  @Test
  void aDeviceThatIsGoneIsNoticedByTheNextThingSent() {
    outlet.gone = true;
    stream.beat();
    run();

    assertEquals(List.of(stream), ended);
    assertTrue(outlet.closed);
    stream.offer(at(1));
    stream.beat();
    stream.end();
    run();
    assertEquals(List.of("alive"), outlet.sent);
    assertEquals(1, ended.size());
  }

  @Test
  void aDeviceThatDoesNotReadIsGivenUp() {
    outlet.slow = true;
    stream.beat();
    run();
    stream.beat();
    assertTrue(ended.isEmpty());
    stream.beat();
    run();

    assertEquals(List.of(stream), ended);
    assertTrue(outlet.closed);
    assertEquals(List.of("alive"), outlet.sent);
  }

  @Test
  void aServerThatStopsEndsTheStream() {
    List<EventStream> gone = new ArrayList<>();
    FakeOutlet device = new FakeOutlet();
    EventStream late =
        new EventStream(
            stream.listener(),
            device,
            task -> {
              throw new RejectedExecutionException();
            },
            gone::add);
    late.offer(at(1));

    assertEquals(List.of(late), gone);
    assertTrue(device.closed);
    assertFalse(outlet.closed);
  }

  private void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private static FeedPosition at(long micros) {
    return new FeedPosition("tenant", Stamp.ofMicros(micros), "feed");
  }
}
