package org.tidebook.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidebook.books.Meter;
import org.tidebook.it.WritingDevices;
import org.tidebook.server.ApiClient;
import org.tidebook.server.EventListener;
import org.tidebook.server.ServerProgram;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/** Two nodes of different application servers behind HAProxy on one PostgreSQL. */
class NodesIT {

  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final int DEVICES = 8;
  private static final int PUSHES = 100;

  private EmbeddedPostgres postgres;
  private TestDatabase database;
  private TidebookProcess one;
  private TidebookProcess two;
  private Haproxy proxy;

  @BeforeEach
  void start() throws Exception {
    postgres = TestDatabase.postgresql().start();
    database = TestDatabase.postgresql(postgres);
    one = TidebookProcess.start(ServerProgram.named("payara"), database, List.of());
    two = TidebookProcess.start(ServerProgram.named("wildfly"), database, List.of());
    proxy = Haproxy.before(List.of(one.base(), two.base()));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : new AutoCloseable[] {proxy, two, one, postgres}) {
      if (each != null) {
        each.close();
      }
    }
  }

  @Test
  void aSignInAtOneNodeIsValidAtTheOtherAndAnEditPokesItsDevices() {
    ApiClient atOne = ApiClient.registered(one.base());
    try (EventListener ofTwo = atOne.at(two.base()).listen();
        EventListener throughProxy = atOne.at(proxy.base()).listen()) {
      ofTwo.position(AT_ONCE);
      throughProxy.position(AT_ONCE);
      String body = "{\"name\":\"From one\",\"kind\":\"other\"}";
      assertEquals(201, atOne.post("api/contacts", body).status());
      String moved = atOne.get("api/state/digest").json().getString("updatedAt");

      assertEquals(moved, ofTwo.position(AT_ONCE));
      assertEquals(moved, throughProxy.position(AT_ONCE));
    }
  }

  @Test
  void whenNodesAreKilledDevicesGoOnAndNothingIsLostOrDoubled() throws Exception {
    ApiClient owner = ApiClient.registered(proxy.base());
    try (var devices = new WritingDevices(owner, DEVICES, proxy::base)) {
      for (TidebookProcess node : List.of(one, two, one)) {
        devices.awaitPushes(PUSHES);
        node.kill();
        devices.awaitPushes(PUSHES);
        node.start();
      }
      devices.awaitPushes(PUSHES);
      devices.finish();
      devices.requireNothingLostOrDoubled(one.base());
      devices.requireNothingLostOrDoubled(two.base());
      System.out.println("Three nodes killed: " + devices + "; none lost, none doubled");
    }
  }

  /** The newer version brings a table that the older does not know. */
  @Test
  void nodesAreUpgradedOneAfterTheOtherWhileDevicesWrite() throws Exception {
    Path newer = Path.of("target", "servers", "newer.war").toAbsolutePath();
    Files.createDirectories(newer.getParent());
    ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/tidebook.war"))
        .addClass(Meter.class)
        .addAsResource("db/migration/V1000__meters.sql")
        .as(ZipExporter.class)
        .exportTo(newer.toFile(), true);
    ApiClient owner = ApiClient.registered(proxy.base());
    try (var devices = new WritingDevices(owner, DEVICES, proxy::base)) {
      devices.awaitPushes(PUSHES);
      one.upgrade(newer);
      devices.awaitPushes(PUSHES);
      two.upgrade(newer);
      devices.awaitPushes(PUSHES);
      devices.finish();
      devices.requireNothingLostOrDoubled(one.base());
      devices.requireNothingLostOrDoubled(two.base());
      for (TidebookProcess node : List.of(one, two)) {
        String schema = owner.at(node.base()).get("api/state/schema").text();
        assertTrue(schema.contains("\"meters\""), "the newer one runs");
      }
      System.out.println("Upgraded under load: " + devices + "; none lost, none doubled");
    }
  }
}
