package org.tidebook.sync.store;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeMap;

/** SHA-256 in hex of content whose order does not matter. */
final class ContentHash {

  private ContentHash() {}

  /**
   * Of a change as it was sent, without its id. The order of members and white space do not count,
   * nor does a member of the change itself that is null: it is as good as absent.
   */
  static String of(JsonObject change) {
    StringBuilder text = new StringBuilder();
    append(text, change, true);
    return sha256(text.toString());
  }

  /** Of the ids of the changes that stand together in a group. */
  static String ofMembers(Collection<String> keys) {
    return sha256(String.join(",", keys.stream().sorted().toList()));
  }

  private static void append(StringBuilder text, JsonValue value, boolean top) {
    if (value instanceof JsonObject object) {
      text.append('{');
      new TreeMap<>(object)
          .forEach(
              (name, member) -> {
                if (!(top && (name.equals("id") || member.equals(JsonValue.NULL)))) {
                  // Its length before the name makes the text unambiguous without escapes.
                  text.append(name.length()).append(':').append(name).append('=');
                  append(text, member, false);
                  text.append(',');
                }
              });
      text.append('}');
    } else if (value instanceof JsonArray array) {
      text.append('[');
      array.forEach(
          element -> {
            append(text, element, false);
            text.append(',');
          });
      text.append(']');
    } else {
      text.append(value);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
