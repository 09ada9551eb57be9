package org.tidebook.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts the database that the run asks for before anything else, so that {@code arquillian.xml}
 * finds its settings as system properties. A run that asks for none (the unit tests) starts none.
 */
public final class DatabaseForTheRun implements LauncherSessionListener {
  private @Nullable EmbeddedPostgres postgres;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    var kind = System.getProperty(TestDatabase.KIND, "");
    switch (kind) {
      case "" -> {}
      case "h2" -> publish(TestDatabase.h2());
      case "postgresql" -> publish(TestDatabase.postgresql(startPostgres()));
      default -> throw new IllegalArgumentException(TestDatabase.KIND + " is unknown: " + kind);
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (postgres != null) {
      try {
        postgres.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private EmbeddedPostgres startPostgres() {
    try {
      var server = TestDatabase.postgresql().start();
      postgres = server;
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void publish(TestDatabase database) {
    System.setProperty("tidebook.test.db.url", database.url());
    System.setProperty("tidebook.test.db.driver", database.driver());
    System.setProperty("tidebook.test.db.user", database.user());
    System.setProperty("tidebook.test.db.password", database.password());
  }
}
