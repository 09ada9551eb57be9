package org.tidebook.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An application server that a test starts, kills and starts again, with the WAR in it. */
public interface ServerProgram {

  /** Names the one that the run is about: {@code payara}, {@code wildfly} or {@code liberty}. */
  String KIND = "tidebook.test.server";

  /** The options of every server, before those of the test, which overrule them. */
  List<String> USUAL_OPTIONS =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC");

  /**
   * One installation.
   *
   * @param folder its own, for what it writes
   * @param war what it serves
   * @param port of the loopback interface
   * @param managementPort for servers that need another one
   * @param jvmOptions for the Java machine
   */
  record Installation(
      Path folder,
      Path war,
      TestDatabase database,
      int port,
      int managementPort,
      List<String> jvmOptions) {

    /** The beginning of the command: the Java machine with its options and the given ones. */
    List<String> java(String... more) {
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(USUAL_OPTIONS);
      command.addAll(jvmOptions);
      command.addAll(List.of(more));
      return command;
    }

    /** The settings of the database, under the names of system properties. */
    String[] databaseProperties(String driver) {
      return new String[] {
        "-Dtidebook.db.driver=" + driver,
        "-Dtidebook.db.url=" + database.url(),
        "-Dtidebook.db.user=" + database.user(),
        "-Dtidebook.db.password=" + database.password()
      };
    }
  }

  /** Puts what the server needs into the installation's folder. */
  void install(Installation installation) throws IOException;

  /** What starts it, in the foreground, as one process. */
  List<String> command(Installation installation);

  /** Variables of the environment beside those that are there. */
  default Map<String, String> environment(Installation installation) {
    return Map.of();
  }

  /** Whether a line of the log says that requests are served. */
  boolean isReady(String line);

  /** The one that the run is about. */
  static ServerProgram ofTheRun() {
    return named(System.getProperty(KIND, "payara"));
  }

  /**
   * One of the three.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  static ServerProgram named(String name) {
    return switch (name) {
      case "payara" -> new Payara();
      case "wildfly" -> new WildFly();
      case "liberty" -> new Liberty();
      default -> throw new IllegalArgumentException("There is no server called " + name + ".");
    };
  }
}
