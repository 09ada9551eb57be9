package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;
import org.tidebook.server.EventListener;

/** Listening as an outside client does it. */
class StateEventsIT extends TidebookWar {

  private static final String EVENTS = "api/state/events";

  /** Far less than the 15 s after which positions are compared anyway. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static final int MOST_OF_A_USER = 50;

  /** One check, and what a busy machine takes. */
  private static final Duration A_CHECK = Duration.ofSeconds(25);

  @Test
  void aStreamBeginsWithTheFeedsPosition() {
    ApiClient owner = owner();
    JsonObject page = owner.get("api/state/changes").json();
    try (EventListener listener = owner.listen()) {
      assertNotNull(listener.next("event: changed", AT_ONCE));
      EventListener.Line data = listener.next("data:", AT_ONCE);
      JsonObject position = json(String.valueOf(data == null ? null : data.text().substring(5)));

      assertEquals(page.getString("updatedAt"), position.getString("updatedAt"));
      assertEquals(page.getString("feed"), position.getString("feed"));
    }
  }

  @Test
  void everyPushPokesTheTenantsDevicesAndNoOthers() {
    ApiClient owner = owner();
    ApiClient stranger = owner();
    try (EventListener listener = owner.listen();
        EventListener other = stranger.listen()) {
      String begin = listener.position(AT_ONCE);
      String othersBegin = other.position(AT_ONCE);

      JsonObject pushed = push(owner);
      assertEquals(pushed.getString("updatedAt"), listener.position(AT_ONCE));
      assertTrue(begin.compareTo(pushed.getString("updatedAt")) < 0);

      ApiResponse made =
          owner.post(
              "api/contacts",
              Json.createObjectBuilder().add("name", "N").add("kind", "other").build());
      assertEquals(201, made.status());
      String moved =
          owner
              .get("api/state/changes?limit=1&since=" + pushed.getString("updatedAt"))
              .json()
              .getString("updatedAt");
      assertEquals(moved, listener.position(AT_ONCE));

      JsonObject theirs = push(stranger);
      assertTrue(othersBegin.compareTo(theirs.getString("updatedAt")) < 0);
      assertEquals(theirs.getString("updatedAt"), other.position(AT_ONCE));
    }
  }

  @Test
  void everyDeviceOfTheTenantIsPoked() {
    ApiClient owner = owner();
    List<EventListener> listeners = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      EventListener listener = owner.listen();
      listeners.add(listener);
      listener.position(AT_ONCE);
    }
    String pushed = push(owner).getString("updatedAt");
    for (EventListener listener : listeners) {
      assertEquals(pushed, listener.position(AT_ONCE));
      listener.close();
    }
  }

  @Test
  void aQuietStreamShowsSignsOfLife() {
    try (EventListener listener = owner().listen()) {
      assertNotNull(listener.next(":", A_CHECK));
      assertNotNull(listener.next(":", A_CHECK));
    }
  }

  @Test
  void aStreamEndsWithItsSignIn() {
    ApiClient owner = owner();
    ApiClient still = owner();
    try (EventListener listener = owner.listen();
        EventListener other = still.listen()) {
      listener.position(AT_ONCE);
      assertEquals(204, owner.call("POST", "api/auth/logout", "").status());

      assertTrue(listener.ends(A_CHECK.plus(A_CHECK)));
      assertNotNull(other.next(":", A_CHECK));
    }
  }

  @Test
  void strangersAndOtherSessionsHearNothing() {
    ApiResponse stranger = stranger().get(EVENTS, "Accept", "text/event-stream");
    ApiResponse other =
        owner().get(EVENTS, "Accept", "text/event-stream", "Tidebook-Session", "some/body");
    ApiResponse format = owner().get(EVENTS, "Accept", "application/json");

    assertEquals("not-signed-in", stranger.problemType());
    assertEquals("wrong-session", other.problemType());
    assertEquals("not-acceptable", format.problemType());
  }

  @Test
  void devicesThatAreGoneMakeRoomForAsManyOthersWhileThereIsWriting() {
    ApiClient owner = owner();
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Integer> writing =
        CompletableFuture.supplyAsync(
            () -> {
              int pushes = 0;
              for (; !done.get(); pushes++) {
                push(owner);
              }
              return pushes;
            });
    List<EventListener> others = new ArrayList<>();
    try (EventListener clock = owner().listen()) {
      List<EventListener> gone = new ArrayList<>();
      openAllThereIsRoomFor(owner, gone);
      assertEquals(MOST_OF_A_USER, gone.size());
      ApiResponse refused = owner.get(EVENTS, "Accept", "text/event-stream");
      assertEquals(429, refused.status());
      assertEquals("slow-down", refused.problemType());
      assertEquals("15", refused.header("Retry-After"));

      gone.forEach(EventListener::close);
      // A stream that is gone is noticed when it is written to: by one of the next signs of life.
      for (int beats = 0; beats < 5 && others.size() < MOST_OF_A_USER; beats++) {
        assertNotNull(clock.next(":", A_CHECK));
        openAllThereIsRoomFor(owner, others);
      }
      assertEquals(MOST_OF_A_USER, others.size());
      done.set(true);
      assertTrue(writing.join() > 0);
      String last = push(owner).getString("updatedAt");
      for (EventListener listener : others) {
        assertNotNull(listener.next("id: " + last, A_CHECK), "every one that is there hears it");
      }
    } finally {
      done.set(true);
      others.forEach(EventListener::close);
    }
  }

  private static void openAllThereIsRoomFor(ApiClient owner, List<EventListener> listeners) {
    while (true) {
      try {
        listeners.add(owner.listen());
      } catch (AssertionError full) {
        assertTrue(String.valueOf(full.getMessage()).contains("429"), full.getMessage());
        return;
      }
    }
  }

  private static JsonObject push(ApiClient client) {
    JsonObject change =
        Json.createObjectBuilder()
            .add("id", UUID.randomUUID().toString())
            .add("entityType", "contacts")
            .add("action", "create")
            .add("entityId", UUID.randomUUID().toString())
            .add("updatedAt", Instant.now().minusSeconds(60).toString())
            .add("payload", Json.createObjectBuilder().add("name", "N").add("kind", "other"))
            .build();
    ApiResponse answer =
        client.post(
            "api/state/changes",
            Json.createObjectBuilder()
                .add("changes", Json.createArrayBuilder().add(change))
                .build());
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
