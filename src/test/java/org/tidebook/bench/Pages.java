package org.tidebook.bench;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the feed by looking at the head of each page only. */
final class Pages {

  /** The answer to it is empty and tells the position. */
  static final String PAST_THE_FEED = "9000-01-01T00:00:00.000000Z";

  private static final Pattern UPDATED_AT = Pattern.compile("\"updatedAt\":\"([^\"]+)\"");
  private static final Pattern INITIAL = Pattern.compile("\"initial\":\"([^\"]+)\"");

  private Pages() {}

  static String checkpoint(WireClient client) {
    Matcher found = UPDATED_AT.matcher(client.head());
    if (!found.find()) {
      throw new IllegalStateException(client.head());
    }
    return found.group(1);
  }

  /** Pulls everything from nothing; the bytes that came. */
  static long all(WireClient client, int limit) throws IOException {
    long bytes = 0;
    String query = "?limit=" + limit;
    while (true) {
      int status = client.get("api/state/changes" + query);
      if (status != 200) {
        throw new IllegalStateException(status + " " + client.head());
      }
      bytes += client.length();
      if (!client.head().contains("\"hasMore\":true")) {
        return bytes;
      }
      Matcher initial = INITIAL.matcher(client.head());
      query =
          "?limit="
              + limit
              + "&since="
              + checkpoint(client)
              + (initial.find() ? "&initial=" + initial.group(1) : "");
    }
  }
}
