package org.tidebook.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The WildFly that the build unpacks and configures, each time with a base folder of its own. */
final class WildFly implements ServerProgram {

  /** Where it is unpacked. */
  private static final Path HOME =
      Path.of(System.getProperty("tidebook.wildfly.directory", "target/wildfly")).toAbsolutePath();

  @Override
  public void install(Installation installation) throws IOException {
    var configuration = HOME.resolve("standalone/configuration");
    var own = Files.createDirectories(installation.folder().resolve("configuration"));
    try (var files = Files.newDirectoryStream(configuration, Files::isRegularFile)) {
      for (Path file : files) {
        Files.copy(file, own.resolve(file.getFileName()));
      }
    }
    var deployments = Files.createDirectories(installation.folder().resolve("deployments"));
    Files.copy(installation.war(), deployments.resolve("tidebook.war"));
  }

  @Override
  public List<String> command(Installation installation) {
    var url = installation.database().url();
    var command =
        installation.java(
            installation.databaseProperties(url.startsWith("jdbc:h2:") ? "h2" : "postgresql"));
    command.addAll(
        List.of(
            "-Djava.net.preferIPv4Stack=true",
            "-Dorg.wildfly.sigterm.suspend.timeout=15",
            "-Dtidebook.http.port=" + installation.port(),
            "-Djboss.management.http.port=" + installation.managementPort(),
            "-Djboss.home.dir=" + HOME,
            "-Djboss.server.base.dir=" + installation.folder().toAbsolutePath(),
            "-Dorg.jboss.boot.log.file="
                + installation.folder().resolve("log/server.log").toAbsolutePath(),
            "-Dlogging.configuration="
                + installation.folder().resolve("configuration/logging.properties").toUri(),
            "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED",
            "-jar",
            HOME.resolve("jboss-modules.jar").toString(),
            "-mp",
            HOME.resolve("modules").toString(),
            "org.jboss.as.standalone",
            "--read-only-server-config=standalone.xml"));
    return command;
  }

  @Override
  public boolean isReady(String line) {
    return line.contains("WFLYSRV0025");
  }
}
