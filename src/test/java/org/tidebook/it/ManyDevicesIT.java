package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;

/** More calls at once than a server's pool has connections. */
class ManyDevicesIT extends TidebookWar {

  /** A pool has 32 connections, and no server has fewer threads than this. */
  private static final int DEVICES = 60;

  private static final int ROUNDS = 5;
  private static final long PATIENCE_SECONDS = 240;

  @Test
  void pushesAtOnceWaitForEachOtherAndNoneIsSentAway() throws Exception {
    ApiClient owner = owner();

    List<ApiResponse> answers =
        atOnce(device -> owner.post("api/state/changes", Members.pushOf("Device " + device)));

    for (ApiResponse answer : answers) {
      assertEquals(200, answer.status(), answer::text);
    }
    assertEquals(
        DEVICES * ROUNDS,
        owner
            .get("api/state/digest")
            .json()
            .getJsonObject("types")
            .getJsonObject("contacts")
            .getInt("count"));
  }

  @Test
  void firstPullsOfAsManyNewTenantsAtOnceAreAnswered() throws Exception {
    List<ApiClient> owners = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      owners.add(owner());
    }

    List<ApiResponse> answers = atOnce(device -> owners.get(device).get("api/state/changes"));

    for (ApiResponse answer : answers) {
      assertEquals(200, answer.status(), answer::text);
    }
  }

  private interface Call {
    ApiResponse of(int device);
  }

  private static List<ApiResponse> atOnce(Call call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(DEVICES);
    try {
      var together = new CyclicBarrier(DEVICES);
      List<Callable<List<ApiResponse>>> devices = new ArrayList<>();
      for (int i = 0; i < DEVICES; i++) {
        int device = i;
        devices.add(
            () -> {
              List<ApiResponse> answers = new ArrayList<>();
              for (int round = 0; round < ROUNDS; round++) {
                together.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                answers.add(call.of(device));
              }
              return answers;
            });
      }
      List<ApiResponse> answers = new ArrayList<>();
      for (Future<List<ApiResponse>> each :
          threads.invokeAll(devices, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        answers.addAll(each.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
