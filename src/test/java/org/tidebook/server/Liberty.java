package org.tidebook.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Open Liberty that the build unpacks, with the top-level {@code server.xml}. */
final class Liberty implements ServerProgram {

  private static final String SERVER = "tidebook";

  /** Where it is unpacked. */
  private static final Path HOME =
      Path.of(System.getProperty("tidebook.liberty.directory", "target/liberty"), "wlp")
          .toAbsolutePath();

  @Override
  public void install(Installation installation) throws IOException {
    var server = server(installation);
    Files.createDirectories(server.resolve("apps"));
    Files.copy(Path.of("server.xml"), server.resolve("server.xml"));
    Files.copy(installation.war(), server.resolve("apps/tidebook.war"));
    var drivers = Files.createDirectories(installation.folder().resolve("shared/resources/jdbc"));
    try (var jars = Files.newDirectoryStream(HOME.resolve("usr/shared/resources/jdbc"))) {
      for (Path jar : jars) {
        Files.copy(jar, drivers.resolve(jar.getFileName()));
      }
    }
  }

  @Override
  public List<String> command(Installation installation) {
    var command =
        installation.java(
            // What bin/server gives the machine too: CDI cannot make its proxies without.
            "@" + HOME.resolve("lib/platform/java/java9.options"),
            "-javaagent:" + HOME.resolve("bin/tools/ws-javaagent.jar"),
            "-Djava.awt.headless=true",
            "-Djdk.attach.allowAttachSelf=true");
    command.addAll(List.of("-jar", HOME.resolve("bin/tools/ws-server.jar").toString(), SERVER));
    return command;
  }

  @Override
  public Map<String, String> environment(Installation installation) {
    var database = installation.database();
    return Map.of(
        "WLP_USER_DIR",
        installation.folder().toAbsolutePath().toString(),
        "TIDEBOOK_HTTP_PORT",
        Integer.toString(installation.port()),
        "TIDEBOOK_DB_URL",
        database.url(),
        "TIDEBOOK_DB_USER",
        database.user(),
        "TIDEBOOK_DB_PASSWORD",
        database.password());
  }

  /** The application has come up by then, and the port is open. */
  @Override
  public boolean isReady(String line) {
    return line.contains("CWWKF0011I");
  }

  private static Path server(Installation installation) {
    return installation.folder().resolve("servers").resolve(SERVER);
  }
}
