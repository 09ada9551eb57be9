package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.File;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.tidebook.books.Meter;
import org.tidebook.server.ApiClient;
import org.tidebook.server.TestDatabase;
import org.tidebook.sync.store.TurnProbe;
import org.tidebook.sync.store.TurnProbeResource;

/**
 * The WAR that Maven built with a class and a migration beside the others, and nothing else: the
 * server finds the class, and the type is there.
 */
class AddedTypeIT extends DeployedServer {

  private static final String MIGRATION = "db/migration/V1000__meters.sql";

  @Deployment(testable = false)
  public static WebArchive war() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/tidebook.war"))
        .addClasses(Meter.class, TurnProbe.class, TurnProbeResource.class)
        .addAsResource(MIGRATION);
  }

  @Test
  void aClassAndAMigrationAreAnEntityType() {
    ApiClient owner = owner();
    String id = UUID.randomUUID().toString();

    JsonObject pushed =
        owner
            .post("api/state/changes", push(id, "W-1"))
            .json()
            .getJsonArray("results")
            .getJsonObject(0);
    JsonObject refused =
        owner
            .post("api/state/changes", push(UUID.randomUUID().toString(), ""))
            .json()
            .getJsonArray("results")
            .getJsonObject(0);
    JsonObject pulled =
        owner
            .get("api/state/changes?types=meters")
            .json()
            .getJsonObject("entities")
            .getJsonArray("meters")
            .getJsonObject(0);

    assertEquals("applied", pushed.getString("status"), pushed.toString());
    assertEquals("rejected", refused.getString("status"));
    assertEquals(id, pulled.getString("id"));
    assertEquals("0.125", pulled.getString("lastReading"));
    assertTrue(
        owner.get("api/state/schema").json().getJsonArray("types").stream()
            .anyMatch(type -> type.asJsonObject().getString("name").equals("meters")));
    assertEquals(pulled, owner.get("api/meters/" + id).json());
    assertEquals(1, digest(owner).getInt("count"));
    String line =
        owner
            .get("api/state/changes?types=meters", "Accept", "application/x-ndjson")
            .text()
            .lines()
            .findFirst()
            .orElseThrow();
    assertTrue(line.contains(id) && line.contains("\"type\":\"meters\""), line);
    assertTrue(
        stranger().get("api/openapi.json").json().getJsonObject("paths").keySet().stream()
            .anyMatch(path -> path.contains("meters")));
  }

  /** And not only its statements: the commit is what must not meet another writer on H2. */
  @Test
  void aTransactionOfAClassBesideTheLayerIsCommittedInItsTurn() {
    boolean isH2 = System.getProperty(TestDatabase.KIND, "h2").equals("h2");

    JsonObject turns = owner().get("api/turn-probe").json();

    assertEquals(isH2, turns.getBoolean("required"), turns.toString());
    assertEquals(isH2, turns.getBoolean("requiresNew"), turns.toString());
    assertFalse(turns.getBoolean("supports"), turns.toString());
    assertFalse(turns.getBoolean("afterwards"), turns.toString());
  }

  private static JsonObject digest(ApiClient owner) {
    return owner.get("api/state/digest").json().getJsonObject("types").getJsonObject("meters");
  }

  private static JsonObject push(String id, String number) {
    return Json.createObjectBuilder()
        .add(
            "changes",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("id", UUID.randomUUID().toString())
                        .add("entityType", "meters")
                        .add("action", "create")
                        .add("entityId", id)
                        .add("updatedAt", "2026-11-01T08:00:00Z")
                        .add(
                            "payload",
                            Json.createObjectBuilder()
                                .add("number", number)
                                .add("kind", "water")
                                .add("unitId", id)
                                .add("lastReading", "0.125"))))
        .build();
  }
}
