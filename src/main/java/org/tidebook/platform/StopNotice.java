package org.tidebook.platform;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import org.tidebook.sync.problem.Stopping;

/**
 * Notices that the Java machine was told to end, which is before the server begins to take its
 * parts down, or that the application is taken off a server that goes on.
 */
@Startup
@Singleton
public class StopNotice {

  private final Thread hook = new Thread(Stopping::begin, "tidebook-stop");

  @PostConstruct
  void listen() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @PreDestroy
  void stop() {
    Stopping.begin();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The machine is ending, and the hook has run.
    }
  }
}
