package org.tidebook.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.tidebook.identity.PasswordIterations;
import org.tidebook.sync.store.DatabaseLogin;

/** Gives the other packages their settings. */
@ApplicationScoped
public class SettingsAtStart {

  private static final Logger LOG = System.getLogger(SettingsAtStart.class.getName());

  /** The address for the connection that listens to other nodes. */
  @Produces
  @Singleton
  DatabaseLogin databaseLogin() {
    return Settings.databaseLogin(System.getenv(), System.getProperties());
  }

  @Produces
  @Singleton
  PasswordIterations passwordIterations() {
    return Settings.passwordIterations(System.getenv(), System.getProperties());
  }

  /** Stops the start where a setting cannot be read, rather than the first sign-up. */
  void check(@Observes @Initialized(ApplicationScoped.class) Object started) {
    if (passwordIterations().isWeak()) {
      LOG.log(
          Level.WARNING,
          "TIDEBOOK_PASSWORD_ITERATIONS is below {0}: whoever gets at the database guesses"
              + " passwords faster than they should.",
          PasswordIterations.DEFAULT.count());
    }
  }
}
