package org.tidebook.sync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

class PushMessageTest {

  @Test
  void onlyTheIdOfAChangeIsAskedFor() {
    var id = UUID.randomUUID().toString();
    var request = PushMessage.read(json("{'changes':[{'id':'" + id + "'}]}"));
    assertEquals(id, request.changes().get(0).id());
    assertNull(request.since());
    assertNull(request.feed());
  }

  @Test
  void theCheckpointAndItsFeedAreRead() {
    var feed = UUID.randomUUID().toString();
    var request =
        PushMessage.read(
            json("{'since':'2026-11-22T10:00:00+02:00','feed':'" + feed + "','changes':[]}"));
    assertEquals(Stamp.parse("2026-11-22T08:00:00Z"), request.since());
    assertEquals(feed, request.feed());
    assertNotNull(PushMessage.read(json("{'since':null,'feed':null,'changes':[]}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'changes':{}}",
        "{'changes':[1]}",
        "{'changes':[[]]}",
        "{'changes':[{}]}",
        "{'changes':[{'id':7}]}",
        "{'changes':[{'id':'7'}]}",
        "{'changes':[],'since':5}",
        "{'changes':[],'since':'soon'}",
        "{'changes':[],'feed':'x'}"
      })
  void whatCannotBeAnsweredPerChangeIsABadRequest(String body) {
    assertEquals(ProblemType.BAD_REQUEST, problem(json(body)).type());
  }

  @Test
  void moreThanAThousandChangesAreTooLarge() {
    var changes = Json.createArrayBuilder();
    for (int i = 0; i < 1_001; i++) {
      changes.add(Json.createObjectBuilder().add("id", UUID.randomUUID().toString()));
    }
    var body = Json.createObjectBuilder().add("changes", changes).build();
    assertEquals(ProblemType.TOO_LARGE, problem(body).type());
  }

  private static HttpProblem problem(JsonObject body) {
    return assertThrows(HttpProblem.class, () -> PushMessage.read(body));
  }

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }
}
