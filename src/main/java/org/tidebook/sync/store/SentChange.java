package org.tidebook.sync.store;

import jakarta.json.JsonObject;
import java.util.Locale;

/**
 * A change as it came in a push, before anything but its id is believed.
 *
 * @param id UUID as sent, which the answer repeats
 * @param contentHash hash of the rest: the same id may only ever come with the same
 */
public record SentChange(String id, String contentHash, JsonObject json) {

  public static SentChange of(String id, JsonObject json) {
    return new SentChange(id, ContentHash.of(json), json);
  }

  /** The id for comparing: UUIDs compare without case. */
  String key() {
    return id.toLowerCase(Locale.ROOT);
  }
}
