package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.SyncedEntity;
import org.tidebook.sync.entity.TypeDescription;

/** What the constraints of a class allow, the columns of its migration must hold (E2). */
class WidestRecordTest {

  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theLargestValuesThatAreAllowedComeBackAsTheyWere() {
    for (EntityType type : store.types.all()) {
      var payload = widest(type);
      var id = type.onePerTenant() ? store.tenant : UUID.randomUUID().toString();
      var change =
          Json.createObjectBuilder(TestStore.change(type.name(), "create", id, store.now, null))
              .add("payload", payload)
              .build();
      var outcome = store.push(change).outcomes().get(0);
      assertInstanceOf(ChangeOutcome.Applied.class, outcome, () -> type + " " + outcome);
      var found = new ArrayList<SyncedEntity>();
      store.pull(Stamp.EPOCH).read(type, found::add);
      for (var field : type.fields()) {
        var value = String.valueOf(field.get(found.get(0)));
        assertEquals(text(payload, field.name()), value, type + "." + field.name());
      }
    }
  }

  private static JsonObject widest(EntityType type) {
    var record = Json.createObjectBuilder();
    for (JsonValue field : TypeDescription.of(type).getJsonArray("fields")) {
      record.add(field.asJsonObject().getString("name"), widest(field.asJsonObject()));
    }
    return record.build();
  }

  private static JsonValue widest(JsonObject field) {
    return switch (field.getString("type")) {
      case "text" -> Json.createValue(widestText(field));
      case "reference" -> Json.createValue(UUID.randomUUID().toString());
      case "decimal" ->
          Json.createValue(
              "9".repeat(field.getInt("integerDigits"))
                  + "."
                  + "9".repeat(field.getInt("fractionDigits")));
      case "date" -> Json.createValue("9999-12-31");
      case "boolean" -> JsonValue.TRUE;
      case "integer" -> Json.createValue(Long.parseLong(field.getString("max", "1")));
      default -> throw new IllegalArgumentException(field.toString());
    };
  }

  private static String widestText(JsonObject field) {
    if (field.containsKey("oneOf")) {
      return field.getJsonArray("oneOf").getValuesAs(JsonString::getString).stream()
          .max(Comparator.comparing(String::length))
          .orElseThrow();
    }
    int length = field.getInt("maxLength");
    if (field.getString("format", "").equals("conflict_strategies")) {
      return "{" + " ".repeat(length - 2) + "}";
    }
    var pattern = field.getString("pattern", ".*");
    // The first is three bytes each in UTF-8: lengths are counted in characters, not in bytes.
    return Stream.of(
            "屋".repeat(length), "f".repeat(length), "a/" + "b".repeat(length - 2), "9999-12")
        .filter(text -> text.matches(pattern))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No example of " + field));
  }

  private static String text(JsonObject payload, String name) {
    return payload.get(name) instanceof JsonString string
        ? string.getString()
        : String.valueOf(payload.get(name));
  }
}
