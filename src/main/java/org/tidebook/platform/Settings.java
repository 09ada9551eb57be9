package org.tidebook.platform;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.tidebook.identity.PasswordIterations;
import org.tidebook.sync.store.DatabaseLogin;

/**
 * What the application itself reads of the environment. The database settings ({@code
 * TIDEBOOK_DB_URL}, {@code TIDEBOOK_DB_USER}, {@code TIDEBOOK_DB_PASSWORD}, {@code
 * TIDEBOOK_DATA_DIR}) are read by the server's own configuration, which makes the data source; the
 * application reads the first three only for the one connection that listens to other nodes.
 */
final class Settings {
  static final int DEFAULT_HTTP_PORT = 8080;
  static final int DEFAULT_RETENTION_DAYS = 90;

  /** When it is night depends on where the users are; a run disturbs nobody at any hour. */
  static final LocalTime DEFAULT_PURGE_AT = LocalTime.of(2, 30);

  /** 27 years; twice that would reach back to before there are stamps. */
  static final int MAX_RETENTION_DAYS = 10_000;

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

  /**
   * Where the database is, by the same names and with the same precedence as the server's
   * configuration: a system property such as {@code tidebook.db.url}, else the environment variable
   * {@code TIDEBOOK_DB_URL}. The address is empty where neither is set.
   */
  static DatabaseLogin databaseLogin(Map<String, String> environment, Properties properties) {
    return new DatabaseLogin(
        text("tidebook.db.url", "", environment, properties),
        text("tidebook.db.user", "tidebook", environment, properties),
        text("tidebook.db.password", "tidebook", environment, properties));
  }

  private static String text(
      String name, String otherwise, Map<String, String> environment, Properties properties) {
    var variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
    var text = properties.getProperty(name, environment.getOrDefault(variable, ""));
    return text.isBlank() ? otherwise : text.strip();
  }

  /**
   * How long deletions and receipts of changes are kept, from {@code TIDEBOOK_RETENTION_DAYS}; 90
   * days where it is not set. A device that was away for longer pulls everything again.
   *
   * @throws IllegalStateException where the setting is no whole number of days from 1 to 10000
   */
  static Duration retention(Map<String, String> environment) {
    return Duration.ofDays(
        wholeNumber(
            "TIDEBOOK_RETENTION_DAYS",
            environment.getOrDefault("TIDEBOOK_RETENTION_DAYS", ""),
            "of days ",
            new Range(1, MAX_RETENTION_DAYS, DEFAULT_RETENTION_DAYS)));
  }

  /**
   * When the purge runs, in UTC, from {@code TIDEBOOK_PURGE_AT}; half past two where it is not set.
   *
   * @throws IllegalStateException where the setting is no time of day
   */
  static LocalTime purgeAt(Map<String, String> environment) {
    var text = environment.getOrDefault("TIDEBOOK_PURGE_AT", "");
    if (text.isBlank()) {
      return DEFAULT_PURGE_AT;
    }
    try {
      return LocalTime.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new IllegalStateException(
          "TIDEBOOK_PURGE_AT is no time of day in UTC, such as 02:30: " + text, e);
    }
  }

  /**
   * What hashing a password costs, from {@code TIDEBOOK_PASSWORD_ITERATIONS}, or from the system
   * property {@code tidebook.password.iterations}, which comes first.
   *
   * @throws IllegalStateException where the setting is no whole number from 1024 to 10000000
   */
  static PasswordIterations passwordIterations(
      Map<String, String> environment, Properties properties) {
    return new PasswordIterations(
        wholeNumber(
            "TIDEBOOK_PASSWORD_ITERATIONS",
            text("tidebook.password.iterations", "", environment, properties),
            "",
            new Range(
                PasswordIterations.MIN,
                PasswordIterations.MAX,
                PasswordIterations.DEFAULT.count())));
  }

  private record Range(int min, int max, int otherwise) {}

  private static int wholeNumber(String name, String text, String unit, Range range) {
    if (text.isBlank()) {
      return range.otherwise;
    }
    var sentence =
        "%s is no whole number %sfrom %d to %d: %s"
            .formatted(name, unit, range.min, range.max, text);
    try {
      var number = Integer.parseInt(text.strip());
      if (number >= range.min && number <= range.max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalStateException(sentence, e);
    }
    throw new IllegalStateException(sentence);
  }
}
