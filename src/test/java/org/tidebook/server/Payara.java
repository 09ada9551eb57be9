package org.tidebook.server;

import java.util.List;

/** Payara Micro, as {@code mvn} runs it. */
final class Payara implements ServerProgram {

  @Override
  public void install(Installation installation) {
    // It unpacks itself.
  }

  @Override
  public List<String> command(Installation installation) {
    var command =
        installation.java(installation.databaseProperties(installation.database().driver()));
    command.addAll(
        List.of(
            "-jar",
            "target/servers/payara-micro.jar",
            "--prebootcommandfile",
            "deploy/payara/preboot.asadmin",
            "--addlibs",
            "target/servers/postgresql.jar",
            "--nohazelcast",
            "--disablephonehome",
            "--port",
            Integer.toString(installation.port()),
            "--contextroot",
            "/",
            "--deploy",
            installation.war().toString()));
    return command;
  }

  @Override
  public boolean isReady(String line) {
    return line.contains("Payara Micro") && line.contains("ready in");
  }
}
