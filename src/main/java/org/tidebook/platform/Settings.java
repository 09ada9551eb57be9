package org.tidebook.platform;

import java.util.Map;

/**
 * What the application itself reads of the environment. The database settings ({@code
 * TIDEBOOK_DB_URL}, {@code TIDEBOOK_DB_USER}, {@code TIDEBOOK_DB_PASSWORD}, {@code
 * TIDEBOOK_DATA_DIR}) are read by the server's own configuration, which makes the data source.
 */
final class Settings {
  static final int DEFAULT_HTTP_PORT = 8080;

  private Settings() {}

  /**
   * The port that browsers use, from {@code TIDEBOOK_HTTP_PORT}; 8080 where it is not set.
   *
   * @throws IllegalStateException where the setting is no port number
   */
  static int httpPort(Map<String, String> environment) {
    var text = environment.getOrDefault("TIDEBOOK_HTTP_PORT", "");
    if (text.isBlank()) {
      return DEFAULT_HTTP_PORT;
    }
    try {
      var port = Integer.parseInt(text.strip());
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new IllegalStateException("TIDEBOOK_HTTP_PORT is no port number: " + text, e);
    }
    throw new IllegalStateException("TIDEBOOK_HTTP_PORT is no port number: " + text);
  }
}
