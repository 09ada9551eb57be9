package org.tidebook.sync.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.domain.Change.Action;

class ChangeTest {

  @Test
  void payloadKeepsTheNullsThatClearFields() {
    Map<String, @Nullable Object> payload = new HashMap<>();
    payload.put("description", null);
    Change change = change(payload);
    assertTrue(change.payload().containsKey("description"));
    assertNull(change.payload().get("description"));
  }

  @Test
  void payloadDoesNotFollowTheMapItWasMadeFrom() {
    Map<String, @Nullable Object> payload = new HashMap<>();
    Change change = change(payload);
    payload.put("name", "Main bank");
    assertEquals(Map.of(), change.payload());
    assertThrows(UnsupportedOperationException.class, () -> change.payload().put("name", ""));
  }

  @ParameterizedTest
  @EnumSource
  void actionsAreReadByTheirWords(Action action) {
    assertEquals(action, Action.parse(action.word()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CREATE", "upsert", "delete "})
  void otherWordsAreNoActions(String word) {
    assertThrows(IllegalArgumentException.class, () -> Action.parse(word));
  }

  private static Change change(Map<String, @Nullable Object> payload) {
    return new Change("change", "accounts", Action.UPDATE, "record", null, null, null, payload);
  }
}
