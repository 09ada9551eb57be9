package org.tidebook.server;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What a user's tenant has on the server, read page by page as the protocol says. */
public final class ServerRecords {
  private ServerRecords() {}

  /** Of the user with these credentials. */
  public static Map<String, Map<String, Map<String, Object>>> read(
      URI base, String email, String password) {
    var client = new ApiClient(base);
    var credentials =
        Json.createObjectBuilder().add("email", email).add("password", password).build();
    var signedIn = client.post("api/auth/login", credentials);
    if (signedIn.status() != 200) {
      throw new AssertionError("login: " + signedIn.status() + " " + signedIn.text());
    }
    return read(client);
  }

  /**
   * By type and id, every record that is not deleted, empty fields left out.
   *
   * @throws AssertionError if a record comes twice, which it may only while others write
   */
  public static Map<String, Map<String, Map<String, Object>>> read(ApiClient client) {
    var byType = new TreeMap<String, Map<String, Map<String, Object>>>();
    var query = "limit=5000";
    while (true) {
      var answer = client.get("api/state/changes?" + query);
      if (answer.status() != 200) {
        throw new AssertionError("pull: " + answer.status() + " " + answer.text());
      }
      var page = answer.json();
      page.getJsonObject("entities")
          .forEach((type, records) -> add(byType, type, records.asJsonArray()));
      if (!page.getBoolean("hasMore")) {
        return byType;
      }
      query =
          "limit=5000&since="
              + encode(page, "updatedAt")
              + "&initial="
              + encode(page, "initial")
              + "&feed="
              + encode(page, "feed");
    }
  }

  private static void add(
      Map<String, Map<String, Map<String, Object>>> byType, String type, JsonArray records) {
    for (var record : records) {
      var fields = new TreeMap<String, Object>();
      record
          .asJsonObject()
          .forEach(
              (name, value) -> {
                if (value != JsonValue.NULL) {
                  fields.put(name, plain(value));
                }
              });
      if (!fields.containsKey("deletedAt")) {
        var id = (String) fields.get("id");
        if (byType.computeIfAbsent(type, t -> new TreeMap<>()).put(id, fields) != null) {
          throw new AssertionError("came twice: " + fields);
        }
      }
    }
  }

  private static Object plain(JsonValue value) {
    return switch (value.getValueType()) {
      case STRING -> ((JsonString) value).getString();
      case TRUE -> true;
      case FALSE -> false;
      case NUMBER -> ((jakarta.json.JsonNumber) value).intValueExact();
      default -> throw new AssertionError("no plain value: " + value);
    };
  }

  private static String encode(JsonObject page, String member) {
    return URLEncoder.encode(page.getString(member), StandardCharsets.UTF_8);
  }
}
