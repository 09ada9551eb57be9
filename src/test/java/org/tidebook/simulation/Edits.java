package org.tidebook.simulation;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What users type: payloads out of a seeded random, each value different from all others. */
final class Edits {

  /** A kind that no type allows: a change with it is rejected. */
  static final String POISON = "bonk";

  /** The type whose resolver is not last-write-wins: its changes carry the base check. */
  static final String WITH_BASE = "categories";

  private static final Map<String, List<String>> KINDS =
      Map.of(
          "accounts", List.of("bank", "cash"),
          "categories", List.of("income", "expense"),
          "contacts", List.of("tenant", "owner", "vendor"));
  private static final List<String> TYPES = List.of("accounts", "categories", "contacts");

  private final Random random;
  private int count;

  Edits(Random random) {
    this.random = random;
  }

  String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  Ref newRecord() {
    return new Ref(TYPES.get(random.nextInt(TYPES.size())), uuid());
  }

  /** Of a new record: all that is required. */
  JsonObject whole(Ref ref, String author) {
    JsonObjectBuilder payload =
        Wire.JSON.createObjectBuilder().add("name", text(author)).add("kind", kind(ref.type()));
    if (ref.type().equals("accounts")) {
      payload.add("currency", "EUR");
    }
    return payload.build();
  }

  /** Of an edit: some fields, now and then one cleared, seldom one that nobody may store. */
  JsonObject some(Ref ref, String author) {
    JsonObjectBuilder payload = Wire.JSON.createObjectBuilder();
    String notes = ref.type().equals("contacts") ? "notes" : "description";
    int which = random.nextInt(20);
    if (which < 8) {
      payload.add("name", text(author));
    }
    if (which > 4 && which < 14) {
      payload.add(notes, text(author));
    } else if (which < 2) {
      payload.addNull(notes);
    }
    if (which > 11) {
      payload.add("kind", which == 19 ? POISON : kind(ref.type()));
    }
    return payload.build();
  }

  private String kind(String type) {
    List<String> kinds = KINDS.getOrDefault(type, List.of());
    return kinds.get(random.nextInt(kinds.size()));
  }

  private String text(String author) {
    return author + " " + count++;
  }
}
