package org.tidebook.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.tidebook.sync.store.DatabaseLogin;

/** Gives the sync layer the address for the connection that listens to other nodes. */
@ApplicationScoped
public class DatabaseLoginAtStart {

  @Produces
  @Singleton
  DatabaseLogin databaseLogin() {
    return Settings.databaseLogin(System.getenv(), System.getProperties());
  }
}
