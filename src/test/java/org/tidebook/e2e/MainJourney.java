package org.tidebook.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidebook.server.ServerRecords;

/**
 * The main job from end to end, on real data: offline on one device, online, and on the second
 * device.
 */
class MainJourney extends SharedServerJourney {
  private static final AtomicInteger USERS = new AtomicInteger();
  private static final String PUSH = "**/api/state/changes";
  private static final int FIRST_DEATH = 3;
  private static final int SECOND_DEATH = 7;

  private String email;
  private Device deviceA;
  private Device deviceB;

  @BeforeEach
  void openDevices() {
    email = "owner" + USERS.incrementAndGet() + "@example.org";
    deviceA = new Device(browser.newContext(), server.base());
    deviceB = new Device(browser.newContext(), server.base());
  }

  @AfterEach
  void closeDevices() {
    deviceA.close();
    deviceB.close();
  }

  @Test
  void whatIsImportedOfflineIsOnTheSecondDeviceFieldByField() {
    deviceA.signUp("Harbour Homes", "Ayu", email, PASSWORD);
    deviceA.awaitSynced();
    deviceA.goOffline();
    new ImportWizard(deviceA.page()).wholeBank();
    assertEquals(ImportWizard.COUNTS, counts(deviceA));

    deviceA.reload();
    deviceA.reopenTab();
    assertEquals(16_340, deviceA.waiting());
    deviceA.openList("accounts");
    deviceA.page().getByText("4,500 accounts").waitFor();

    deviceA.goOnline();
    deviceA.awaitSynced();
    assertEquals(0, deviceA.failed());
    var onServer = ServerRecords.read(server.base(), email, PASSWORD);
    assertEquals(ImportWizard.COUNTS, sizes(onServer));

    deviceB.signIn(email, PASSWORD);
    deviceB.awaitSynced();
    for (var type : ImportWizard.COUNTS.keySet()) {
      assertEquals(onServer.get(type), deviceA.database().liveById(type), type + " of A");
      assertEquals(onServer.get(type), deviceB.database().liveById(type), type + " of B");
    }
    deviceB.openList("transactions");
    deviceB.page().getByText("6,471 transactions").waitFor();

    new ImportWizard(deviceB.page()).findsNothingNewInAccounts();
  }

  @Test
  void theNewerEditWinsWhoeverReturnsFirstAndADeletionTravels() {
    deviceA.signUp("Harbour Homes", "Ayu", email, PASSWORD);
    deviceA.awaitSynced();
    for (var name : List.of("Older first", "Newer first", "Only A", "Only B", "Deleted")) {
      deviceA.createContact(name);
    }
    deviceA.awaitSynced();
    deviceB.signIn(email, PASSWORD);
    deviceB.awaitSynced();

    deviceA.goOffline();
    deviceB.goOffline();
    deviceA.changePhone("Older first", "older, of A");
    deviceB.changePhone("Older first", "newer, of B");
    deviceB.changePhone("Newer first", "older, of B");
    deviceA.changePhone("Newer first", "newer, of A");
    deviceA.changePhone("Only A", "of A");
    deviceB.changePhone("Only B", "of B");
    deviceA.deleteContact("Deleted");

    deviceA.goOnline();
    deviceA.awaitSynced();
    deviceB.goOnline();
    deviceB.awaitSynced();
    deviceA.syncNow();
    deviceA.awaitSynced();

    var expected =
        Map.of(
            "Older first", "newer, of B",
            "Newer first", "newer, of A",
            "Only A", "of A",
            "Only B", "of B");
    for (var device : List.of(deviceA, deviceB)) {
      assertEquals(expected, phonesByName(device));
      assertEquals(0, device.waiting());
      assertEquals(0, device.failed());
      device.openList("contacts");
      device.page().getByText("4 contacts").waitFor();
    }
    assertEquals(deviceA.database().liveById("contacts"), deviceB.database().liveById("contacts"));
    assertEquals(
        ServerRecords.read(server.base(), email, PASSWORD).get("contacts"),
        deviceA.database().liveById("contacts"));
  }

  @Test
  void aServerKilledInTheMiddleOfAPushLosesNothingAndDoublesNothing() {
    deviceA.signUp("Harbour Homes", "Ayu", email, PASSWORD);
    deviceA.awaitSynced();
    deviceA.goOffline();
    var wizard = new ImportWizard(deviceA.page());
    wizard.accounts();
    wizard.contacts();

    // The first death is after a commit whose answer is lost, the second while the server works.
    var pushes = new AtomicInteger();
    deviceA
        .page()
        .route(
            PUSH,
            route -> {
              var isPush = route.request().method().equals("POST");
              var number = isPush ? pushes.incrementAndGet() : 0;
              if (number == FIRST_DEATH) {
                assertEquals(200, route.fetch().status());
                server.kill();
                route.abort();
              } else {
                route.resume();
                if (number == SECOND_DEATH) {
                  server.kill();
                }
              }
            });
    deviceA.goOnline();
    deviceA.page().waitForCondition(() -> pushes.get() >= FIRST_DEATH);
    deviceA.awaitOffline();
    var committed = deviceA.waiting();
    server.start();
    deviceA.page().waitForCondition(() -> pushes.get() >= SECOND_DEATH, Device.conditionPatience());
    deviceA.awaitOffline();
    var waiting = deviceA.waiting();
    assertTrue(waiting > 0 && waiting < committed, "waiting: " + committed + ", then " + waiting);

    server.start();
    deviceA.awaitSynced();
    assertEquals(0, deviceA.failed());
    var onServer = ServerRecords.read(server.base(), email, PASSWORD);
    assertEquals(Map.of("accounts", 4_500, "contacts", 5_369), sizes(onServer));
    for (var type : onServer.keySet()) {
      assertEquals(onServer.get(type), deviceA.database().liveById(type), type);
    }
    assertFalse(deviceA.database().rows("sync_conflicts").stream().findAny().isPresent());
  }

  private static Map<String, Integer> counts(Device device) {
    var counts = new HashMap<String, Integer>();
    for (var type : ImportWizard.COUNTS.keySet()) {
      counts.put(type, device.database().liveById(type).size());
    }
    return counts;
  }

  private static Map<String, Integer> sizes(Map<String, Map<String, Map<String, Object>>> byType) {
    var sizes = new TreeMap<String, Integer>();
    byType.forEach((type, records) -> sizes.put(type, records.size()));
    return sizes;
  }

  private static Map<String, String> phonesByName(Device device) {
    var phones = new HashMap<String, String>();
    for (var row : device.database().liveById("contacts").values()) {
      phones.put((String) row.get("name"), (String) row.get("phone"));
    }
    return phones;
  }
}
