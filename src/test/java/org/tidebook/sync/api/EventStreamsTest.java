package org.tidebook.sync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.FeedPosition;

class EventStreamsTest {

  private final EventStreams streams = new EventStreams(Runnable::run, 60);

  @Test
  void onlyTheTenantsDevicesArePoked() {
    FakeOutlet mine = open("tenant", "me");
    FakeOutlet others = open("other", "someone");

    streams.moved(new FeedPosition("tenant", Stamp.ofMicros(5), "feed"));
    streams.moved(new FeedPosition("nobody's", Stamp.ofMicros(5), "feed"));

    assertEquals(List.of("5"), mine.sent);
    assertEquals(List.of(), others.sent);
    assertEquals(Set.of("tenant", "other"), streams.tenants());
  }

  @Test
  void manyThatComeAndGoLeaveNothingBehind() {
    for (int round = 0; round < 200; round++) {
      List<FakeOutlet> devices = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        devices.add(open("tenant " + i % 7, "user " + i));
      }
      devices.forEach(device -> device.gone = true);
      streams.all().forEach(EventStream::beat);
      assertTrue(devices.stream().allMatch(device -> device.closed));
    }

    assertEquals(List.of(), streams.all());
    assertEquals(Set.of(), streams.tenants());
  }

  @Test
  void aUserHasSoManyStreamsAndNoMore() {
    for (int i = 0; i < EventStreams.MOST_OF_A_USER; i++) {
      open("tenant", "me");
    }

    HttpProblem refused = assertThrows(HttpProblem.class, () -> open("tenant", "me"));
    assertEquals(ProblemType.SLOW_DOWN, refused.type());
    open("tenant", "someone else");
    streams.all().get(0).end();
    open("tenant", "someone else");
    assertEquals(EventStreams.MOST_OF_A_USER + 1, streams.all().size());
  }

  @Test
  void theServerHasRoomForSoManyAndNoMore() {
    for (int i = 0; i < 60; i++) {
      open("tenant " + i, "user");
    }

    HttpProblem refused = assertThrows(HttpProblem.class, () -> open("tenant", "user"));
    assertEquals(ProblemType.UNAVAILABLE, refused.type());
  }

  @Test
  void whenTheServerStopsAllEndAndNoneBegins() {
    FakeOutlet device = open("tenant", "user");
    streams.close();

    assertTrue(device.closed);
    assertThrows(HttpProblem.class, () -> open("tenant", "user"));
    assertEquals(List.of(), streams.all());
  }

  private FakeOutlet open(String tenant, String user) {
    FakeOutlet device = new FakeOutlet();
    streams.open(new EventStream.Listener(tenant, user, "sign-in of " + user), device);
    return device;
  }
}
