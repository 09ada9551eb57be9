package org.tidebook.sync.store;

import jakarta.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/**
 * A change as it came in a push, before anything but its id is believed.
 *
 * @param id UUID as sent, which the answer repeats
 * @param contentHash hash of the rest: the same id may only ever come with the same
 * @param terms what the way it came by allows and asks beside its members
 */
public record SentChange(String id, String contentHash, JsonObject json, Terms terms) {

  /**
   * What a change may leave out and what it asks for, which no member of a pushed change can say.
   *
   * @param stampedByServer an absent edit stamp is the server's: {@code max(now, stored + 1 µs)}
   * @param presence whether the record has to be there, else the change is a conflict
   * @param base the version that the edit started from, in place of the member {@code
   *     baseUpdatedAt}; null leaves it to the member
   */
  public record Terms(boolean stampedByServer, Presence presence, @Nullable Stamp base) {

    /** Those of a push: a device stamps its edits itself. */
    static final Terms OF_A_PUSH = new Terms(false, Presence.ANY, null);
  }

  /** Whether a record is there; a deleted one is not. */
  public enum Presence {
    ANY,
    REQUIRED,
    FORBIDDEN;

    boolean allows(boolean present) {
      return this == ANY || present == (this == REQUIRED);
    }
  }

  public static SentChange of(String id, JsonObject json) {
    return of(id, json, Terms.OF_A_PUSH);
  }

  /** A change that came by another way than a push. */
  public static SentChange of(String id, JsonObject json, Terms terms) {
    return new SentChange(id, ContentHash.of(json), json, terms);
  }

  /** The id for comparing: UUIDs compare without case. */
  String key() {
    return id.toLowerCase(Locale.ROOT);
  }
}
