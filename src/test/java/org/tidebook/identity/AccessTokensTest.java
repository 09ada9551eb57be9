package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;

class AccessTokensTest {

  private static final Stamp START = Stamp.parse("2026-11-22T08:30:00Z");

  private final AccessToken token = new AccessToken("id", "user", "Import script", "hash", START);

  @Test
  void itsUserSeesNoSecretOfIt() {
    assertEquals(
        "{\"id\":\"id\",\"name\":\"Import script\",\"createdAt\":\"2026-11-22T08:30:00.000000Z\","
            + "\"lastUsedAt\":null}",
        token.toJson().toString());
    assertEquals(JsonValue.NULL, token.toJson().get("lastUsedAt"));
  }
}
