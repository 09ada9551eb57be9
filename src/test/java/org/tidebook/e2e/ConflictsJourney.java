package org.tidebook.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ServerRecords;

/**
 * Two people change the same records while they do not see each other: each rule, in two browsers
 * or three. Ayu is the owner and edits first; Budi edits later.
 */
class ConflictsJourney extends SharedServerJourney {
  private static final AtomicInteger TENANTS = new AtomicInteger();

  /** Edits of a device that has them waiting, as the application writes them. */
  private static final String EDIT_ALL_OFFLINE =
      """
      async ([prefix, phone]) => {
        const name = (await indexedDB.databases()).find((it) => it.name.startsWith(prefix)).name;
        const database = await new Promise((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const [, tenant, user] = name.match(/^tidebook-(.{36})-(.{36})$/);
        const transaction = database.transaction(['contacts', 'sync_outbox'], 'readwrite');
        const done = new Promise((resolve) => { transaction.oncomplete = resolve; });
        const contacts = transaction.objectStore('contacts');
        const all = contacts.getAll();
        all.onsuccess = () => {
          for (const before of all.result) {
            const updatedAt = new Date().toISOString().replace('Z', '000Z');
            contacts.put({ ...before, phone, updatedAt, updatedBy: user });
            transaction.objectStore('sync_outbox').add({
              id: crypto.randomUUID(), tenant_id: tenant, user_id: user, entity_type: 'contacts',
              action: 'update', entity_id: before.id, payload_json: JSON.stringify({ phone }),
              base_json: JSON.stringify(before), created_at: updatedAt, updated_at: updatedAt,
              synced_at: null, status: 'pending', retry_count: 0, error_message: null,
              sealed: false, group_id: null,
            });
          }
        };
        await done;
        database.close();
      }
      """;

  private final List<Device> devices = new ArrayList<>();
  private final Map<String, String> idsByName = new HashMap<>();
  private String ayu;
  private String budi;
  private ApiClient owner;

  @BeforeEach
  void foundOrganisation() {
    int number = TENANTS.incrementAndGet();
    ayu = "ayu" + number + "@example.org";
    budi = "budi" + number + "@example.org";
    owner = new ApiClient(server.base());
    assertStatus(201, "api/auth/register", ApiClient.registration("ayu" + number));
    assertStatus(201, "api/users", member("Budi", budi));
  }

  @AfterEach
  void closeDevices() {
    devices.forEach(Device::close);
  }

  @Test
  void theNewerEditWinsAndWhatItOverruledCanBeRestoredAndThatTakenBack() {
    var devices = afterBothHaveEdited("last_write_wins");
    Device a = devices.get(0);
    Device b = devices.get(1);
    assertAlike(
        Map.of(
            "Same field", "of Budi, ",
            "Different fields", "0, Of Budi",
            "Deleted here", "of Budi, "),
        a,
        b);
    assertConflicts(4, a);
    assertNothingOverruled(b);

    open(a, "#/contacts/" + idsByName.get("Same field"));
    a.page()
        .getByText("Your change to Phone was overruled by a change of Budi. The newer edit wins.")
        .waitFor();
    a.press("Restore mine");
    assertConflicts(3, a);
    a.awaitSynced();
    assertEquals("of Ayu", phone(b, "Same field", "of Ayu"));

    open(a, "#/conflicts");
    a.page().getByText("You restored your edit over that of Budi").waitFor();
    Accessibility.assertNothingFound(a.page(), "overruled and settled edits");
    a.press("Undo");
    a.awaitSynced();
    assertEquals("of Budi", phone(b, "Same field", "of Budi"));
    assertConflicts(4, a);
  }

  @Test
  void mergedByFieldNothingIsLostButWhatBothChanged() {
    var devices = afterBothHaveEdited("field_merge");
    assertAlike(
        Map.of(
            "Same field", "of Budi, ",
            "Different fields", "of Ayu, Of Budi",
            "Deleted here", "of Budi, "),
        devices.get(0),
        devices.get(1));
    assertConflicts(3, devices.get(0));
    assertNothingOverruled(devices.get(1));
  }

  @Test
  void mergedByHandEachConflictWaitsForItsUser() {
    var devices = afterBothHaveEdited("manual_merge");
    Device a = devices.get(0);
    Device b = devices.get(1);
    assertConflicts(3, a);
    // Reviewing needs no network.
    a.goOffline();
    review(a, "Same field");
    Accessibility.assertNothingFound(a.page(), "the review");
    a.press("Take all mine");
    a.press("Keep this version");
    a.page().getByText("2 to review").waitFor();
    review(a, "Edited here");
    a.press("Keep it as changed");
    // The next one comes by itself.
    a.page().getByText("You deleted this contact").waitFor();
    Accessibility.assertNothingFound(a.page(), "the review of a deletion");
    a.press("Delete it");
    a.page().getByText("None. Where you and somebody else").waitFor();
    assertConflicts(0, a);
    a.goOnline();
    a.awaitSynced();
    awaitWhatTheServerHas(b);
    assertAlike(
        Map.of(
            "Same field", "of Ayu, ",
            "Different fields", "of Ayu, Of Budi",
            "Edited here", "of Ayu, "),
        a,
        b);
  }

  @Test
  void threeDevicesMergeWhatEachHasChanged() {
    rule("field_merge");
    create("Shared");
    Device a = signedIn(ayu);
    Device b = signedIn(budi);
    Device c = signedIn(ayu);
    devices.forEach(Device::goOffline);
    edit(a, "Shared", "Phone", "of A");
    edit(b, "Shared", "Notes", "of B");
    edit(c, "Shared", "Address", "of C");
    for (var device : List.of(c, a, b)) {
      device.goOnline();
      device.awaitSynced();
    }
    for (var device : devices) {
      awaitWhatTheServerHas(device);
      var records = device.database().liveById("contacts");
      assertEquals(
          List.of("of A", "of B", "of C"),
          List.of(
              field(records, "Shared", "phone"),
              field(records, "Shared", "notes"),
              field(records, "Shared", "address")));
      assertEquals(onServer(), device.database().liveById("contacts"));
    }
  }

  @Test
  void aReviewShowsThatTheOtherSideHasChangedItAgain() {
    rule("manual_merge");
    create("Moving");
    Device a = signedIn(ayu);
    a.goOffline();
    edit(a, "Moving", "Phone", "of Ayu");
    var budisProgram = new ApiClient(server.base());
    assertEquals(200, budisProgram.post("api/auth/login", credentials(budi)).status());
    change(budisProgram, "Moving", "first of Budi");
    a.goOnline();
    a.awaitSynced();
    review(a, "Moving");
    a.press("Take all mine");
    change(budisProgram, "Moving", "second of Budi");
    a.page().getByText("Look again at: Phone.").waitFor(Device.patience());
    a.press("Keep this version");
    a.page().getByText("Choose one, or write what it is to be.").waitFor();
    a.page().getByLabel("Phone: result").fill("of both");
    a.page().keyboard().press("Control+Enter");
    a.page().getByText("None. Where you and somebody else").waitFor();
    a.awaitSynced();
    assertEquals("of both", field(onServer(), "Moving", "phone"));
  }

  @Test
  void ofATransactionTheAmountIsAskedAboutAndTheWordsAreMerged() {
    String account = UUID.randomUUID().toString();
    String rent = UUID.randomUUID().toString();
    assertStatus(
        201,
        "api/accounts",
        Json.createObjectBuilder()
            .add("id", account)
            .add("name", "Main bank")
            .add("kind", "bank")
            .add("currency", "EUR")
            .build());
    assertStatus(
        201,
        "api/transactions",
        Json.createObjectBuilder()
            .add("id", rent)
            .add("date", "2026-11-05")
            .add("kind", "income")
            .add("amount", "700")
            .add("currency", "EUR")
            .add("accountId", account)
            .add("description", "Rent")
            .build());
    Device a = signedIn(ayu);
    a.goOffline();
    open(a, "#/transactions/" + rent);
    a.field("Amount").fill("710");
    a.field("Description").fill("Rent of November");
    a.press("Save");
    a.search().waitFor();
    var answer =
        owner.call(
            "PATCH",
            "api/transactions/" + rent,
            "{\"amount\":\"720\",\"reference\":\"RF-11\"}",
            "Content-Type",
            "application/json");
    assertEquals(200, answer.status(), answer.text());
    a.goOnline();
    assertConflicts(1, a);
    review(a, "Rent of November");
    a.page().getByText("By you on another device, ").first().waitFor();
    a.press("Take all theirs");
    a.press("Keep this version");
    a.page().getByText("None. Where you and somebody else").waitFor();
    a.awaitSynced();
    var transaction = ServerRecords.read(owner).get("transactions");
    assertEquals(transaction, a.database().liveById("transactions"));
    assertEquals(
        "720, Rent of November, RF-11",
        transaction == null
            ? ""
            : transaction.values().stream()
                .map(
                    it ->
                        it.get("amount")
                            + ", "
                            + it.get("description")
                            + ", "
                            + it.get("reference"))
                .findAny()
                .orElse(""));
  }

  @Test
  void aHundredConflictsAreDecidedAtOnce() {
    rule("manual_merge");
    IntStream.range(0, 100).forEach(number -> create("Contact " + number));
    Device a = signedIn(ayu);
    a.goOffline();
    a.page().evaluate(EDIT_ALL_OFFLINE, List.of("tidebook-", "of Ayu"));
    assertEquals(
        200,
        owner
            .post(
                "api/state/changes",
                Json.createObjectBuilder().add("changes", changesOfAll("of Budi")).build())
            .status());
    a.goOnline();
    a.awaitSynced();
    assertConflicts(100, a);
    open(a, "#/conflicts");
    a.page()
        .getByRole(
            AriaRole.CHECKBOX,
            new Page.GetByRoleOptions().setName("100 contacts: Phone").setExact(true))
        .check();
    a.press("Take mine");
    a.page()
        .getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Take mine"))
        .click();
    assertConflicts(0, a);
    a.awaitSynced();
    assertEquals(
        100, onServer().values().stream().filter(it -> "of Ayu".equals(it.get("phone"))).count());
    assertEquals(onServer(), a.database().liveById("contacts"));
  }

  @Test
  void theOwnerSetsTheRuleAndADeviceThatWasOfflineAppliesIt() {
    create("Ruled");
    Device a = signedIn(ayu);
    Device b = signedIn(budi);
    b.goOffline();
    open(a, "#/conflict-rules");
    a.page().getByLabel("Rule for contacts").first().click();
    a.page()
        .getByRole(
            AriaRole.OPTION,
            new Page.GetByRoleOptions().setName(Pattern.compile("^Merge, and ask")))
        .click();
    a.press("Save rules");
    a.page().getByText("Kept. The other devices learn of it").waitFor();
    Accessibility.assertNothingFound(a.page(), "the rules");
    a.awaitSynced();
    b.goOnline();
    open(b, "#/conflict-rules");
    b.page().getByText("Only an owner changes these rules.").waitFor();
    b.page()
        .waitForCondition(
            () ->
                b.page()
                    .getByLabel("Rule for contacts")
                    .first()
                    .inputValue()
                    .startsWith("Merge, and ask"),
            Device.conditionPatience());

    b.goOffline();
    edit(b, "Ruled", "Phone", "of Budi");
    edit(a, "Ruled", "Phone", "of Ayu");
    a.awaitSynced();
    b.goOnline();
    b.awaitSynced();
    assertConflicts(1, b);
    open(b, "#/conflicts");
    b.page().getByText("1 contact: Phone").first().waitFor();
    Accessibility.assertNothingFound(b.page(), "the conflicts");
    open(b, "#/contacts/" + idsByName.get("Ruled"));
    b.page().getByText("the one of the others wait for you to decide.").waitFor();
    Accessibility.assertNothingFound(b.page(), "the form of a record in review");
    b.page().getByText("Review the conflict").click();
    b.page().getByText("By Ayu, ").first().waitFor();
  }

  /**
   * Ayu edits four contacts on the first device, Budi after her on the second one; he syncs first.
   */
  private List<Device> afterBothHaveEdited(String rule) {
    rule(rule);
    for (var name : List.of("Same field", "Different fields", "Deleted here", "Edited here")) {
      create(name);
    }
    Device a = signedIn(ayu);
    Device b = signedIn(budi);
    a.goOffline();
    b.goOffline();
    edit(a, "Same field", "Phone", "of Ayu");
    edit(a, "Different fields", "Phone", "of Ayu");
    delete(a, "Deleted here");
    edit(a, "Edited here", "Phone", "of Ayu");
    edit(b, "Same field", "Phone", "of Budi");
    edit(b, "Different fields", "Notes", "Of Budi");
    edit(b, "Deleted here", "Phone", "of Budi");
    delete(b, "Edited here");
    b.goOnline();
    b.awaitSynced();
    a.goOnline();
    a.awaitSynced();
    awaitWhatTheServerHas(b);
    return List.of(a, b);
  }

  private void rule(String strategy) {
    var session = owner.get("api/auth/session").json();
    var strategies = "{\"contacts\":{\"strategy\":\"" + strategy + "\"}}";
    var settings =
        Json.createObjectBuilder()
            .add("id", session.getJsonObject("tenant").getString("id"))
            .add("strategies", strategies)
            .build();
    assertStatus(201, "api/sync-settings", settings);
  }

  private void create(String name) {
    String id = UUID.randomUUID().toString();
    idsByName.put(name, id);
    var contact =
        Json.createObjectBuilder()
            .add("id", id)
            .add("name", name)
            .add("kind", "client")
            .add("phone", "0")
            .build();
    assertStatus(201, "api/contacts", contact);
  }

  private void change(ApiClient client, String name, String phone) {
    var body = Json.createObjectBuilder().add("phone", phone).build().toString();
    var path = "api/contacts/" + idsByName.get(name);
    var answer = client.call("PATCH", path, body, "Content-Type", "application/json");
    assertEquals(200, answer.status(), answer.text());
  }

  private JsonArrayBuilder changesOfAll(String phone) {
    var changes = Json.createArrayBuilder();
    for (String id : idsByName.values()) {
      changes.add(
          Json.createObjectBuilder()
              .add("id", UUID.randomUUID().toString())
              .add("entityType", "contacts")
              .add("action", "update")
              .add("entityId", id)
              .add("updatedAt", Instant.now().toString())
              .add("payload", Json.createObjectBuilder().add("phone", phone)));
    }
    return changes;
  }

  private Device signedIn(String email) {
    Device device = new Device(browser.newContext(), server.base());
    devices.add(device);
    device.signIn(email, PASSWORD);
    device.awaitSynced();
    return device;
  }

  private void edit(Device device, String name, String label, String value) {
    open(device, "#/contacts/" + idsByName.get(name));
    device.field(label).fill(value);
    device.press("Save");
    device.search().waitFor();
  }

  private void delete(Device device, String name) {
    open(device, "#/contacts/" + idsByName.get(name));
    device.press("Delete");
    device
        .page()
        .getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
        .click();
    device.search().waitFor();
  }

  private void review(Device device, String name) {
    open(device, "#/conflicts");
    device
        .page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
    device.page().getByText("Here it is yours to decide.").waitFor();
  }

  private void open(Device device, String hash) {
    device.page().navigate(server.base() + hash);
  }

  /** Has the device sync until it has what the server has. */
  private void awaitWhatTheServerHas(Device device) {
    device.syncNow();
    device
        .page()
        .waitForCondition(
            () -> device.database().liveById("contacts").equals(onServer()),
            Device.conditionPatience());
  }

  private static void assertNothingOverruled(Device device) {
    assertEquals(
        List.of(),
        device.database().rows("sync_conflicts").stream()
            .filter(row -> row.get("open") != null)
            .toList());
  }

  /** What the page's header counts. */
  private static void assertConflicts(int count, Device device) {
    device
        .page()
        .locator("[role=status][data-conflicts='" + count + "']")
        .first()
        .waitFor(Device.patience());
  }

  /** The phone that the device has in the end, which is the one expected unless it never comes. */
  private String phone(Device device, String name, String expected) {
    awaitWhatTheServerHas(device);
    open(device, "#/contacts/" + idsByName.get(name));
    device.page().waitForCondition(() -> device.field("Phone").inputValue().equals(expected));
    return field(device.database().liveById("contacts"), name, "phone");
  }

  /** Phone and notes of each contact, on both devices and on the server. */
  private void assertAlike(Map<String, String> expected, Device... devices) {
    for (var device : devices) {
      var found = new TreeMap<String, String>();
      for (var record : device.database().liveById("contacts").values()) {
        var notes = record.get("notes") == null ? "" : record.get("notes");
        found.put((String) record.get("name"), record.get("phone") + ", " + notes);
      }
      assertEquals(new TreeMap<>(expected), found);
      assertEquals(onServer(), device.database().liveById("contacts"));
    }
  }

  private Map<String, Map<String, Object>> onServer() {
    return ServerRecords.read(owner).getOrDefault("contacts", Map.of());
  }

  private String field(Map<String, Map<String, Object>> records, String name, String field) {
    return String.valueOf(records.getOrDefault(idsByName.get(name), Map.of()).get(field));
  }

  private void assertStatus(int status, String path, JsonObject body) {
    var answer = owner.post(path, body);
    assertEquals(status, answer.status(), answer.text());
  }

  private static JsonObject member(String name, String email) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("email", email)
        .add("password", PASSWORD)
        .add("role", "editor")
        .build();
  }

  private static JsonObject credentials(String email) {
    return Json.createObjectBuilder().add("email", email).add("password", PASSWORD).build();
  }
}
