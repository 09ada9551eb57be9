package org.tidebook.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.server.ApiClient;
import org.tidebook.sync.domain.Stamp;

/** What goes wrong on a device, each named after the failure, with the real service worker. */
class FailuresJourney extends OneUserJourney {
  /** A neighbour on the same origin that takes all room there is. */
  private static final String FILL_THE_STORAGE =
      """
      async () => {
        const database = await new Promise((resolve, reject) => {
          const request = indexedDB.open('filler', 1);
          request.onupgradeneeded = () => request.result.createObjectStore('filler');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        let key = 0;
        const isStored = (size) => new Promise((resolve) => {
          const transaction = database.transaction('filler', 'readwrite');
          transaction.objectStore('filler').put('a'.repeat(size), key++);
          transaction.oncomplete = () => resolve(true);
          transaction.onabort = () => resolve(false);
        });
        for (const size of [3_000_000, 300_000, 30_000, 3_000]) {
          while (await isStored(size));
        }
        database.close();
      }
      """;

  @Test
  void theResponseIsLostAfterTheCommit() {
    var pushes = new AtomicInteger();
    device
        .page()
        .route(
            CHANGES,
            route -> {
              if (isPush(route) && pushes.incrementAndGet() == 1) {
                assertEquals(200, route.fetch().status());
                route.abort();
              } else {
                route.resume();
              }
            });
    device.createContact("Lost answer");
    device.page().waitForCondition(() -> pushes.get() >= 2, Device.conditionPatience());
    device.awaitSynced();

    assertEquals(List.of("Lost answer"), namesOnServer());
    assertEquals(0, device.failed());
    assertEquals(onServer(), device.database().liveById("contacts"));
  }

  @Test
  void thePageIsKilledDuringAPush() {
    var held = holdFirstPush();
    device.createContact("Killed");
    device.page().waitForCondition(() -> held.get() > 0, Device.conditionPatience());
    device.reopenTab();
    device.awaitSynced();

    assertEquals(List.of("Killed"), namesOnServer());
    assertEquals(onServer(), device.database().liveById("contacts"));
  }

  @Test
  void theBrowserIsKilledWhileAnswersAreUnderWay() throws Exception {
    var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "browser-");
    var killed = new Device(Chromium.launch(playwright, folder), server.base());
    killed.signIn(email, PASSWORD);
    killed.awaitSynced();
    killed.goOffline();
    killed.createContact("Made offline");
    killed.goOnline();
    killed.awaitSynced();
    var applied = new AtomicInteger();
    killed
        .page()
        .route(
            CHANGES,
            route -> {
              if (isPush(route)) {
                // The server has it, and the browser never hears of that.
                route.fetch();
                applied.incrementAndGet();
              } else {
                route.resume();
              }
            });
    killed.createContact("On its way");
    killed.page().waitForCondition(() -> applied.get() > 0, Device.conditionPatience());
    kill(folder);

    var again = device(Chromium.launch(playwright, folder));
    // Cookies are written now and then: one that was killed may have lost them.
    again.context().clearCookies();
    again.page().navigate(server.base().toString());
    again.awaitSignedOut();
    again.signInAgain(email, PASSWORD);
    again.awaitSynced();
    assertEquals(List.of("Made offline", "On its way"), namesOnServer());
    assertEquals(onServer(), again.database().liveById("contacts"));
  }

  /** As a machine that is switched off: no process of the browser may finish anything. */
  private static void kill(Path folder) throws Exception {
    var profile = folder.toAbsolutePath().toString();
    var processes =
        ProcessHandle.allProcesses()
            .filter(it -> it.info().commandLine().orElse("").contains(profile))
            .toList();
    assertTrue(!processes.isEmpty(), "the browser runs");
    processes.forEach(ProcessHandle::destroyForcibly);
    for (var process : processes) {
      process.onExit().get(Device.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    // What a browser that died leaves to say that its profile is in use.
    Files.deleteIfExists(folder.resolve("SingletonLock"));
  }

  @Test
  void anotherUserSignsInInAnotherTab() {
    device.createContact("Of the first");
    device.awaitSynced();
    var first = device.page();
    var secondUser = "second" + email;
    new ApiClient(server.base())
        .post(
            "api/auth/register",
            Json.createObjectBuilder()
                .add("organisation", "Second Homes")
                .add("name", "Budi")
                .add("email", secondUser)
                .add("password", PASSWORD)
                .build());
    device.openTab();
    device.context().clearCookies();
    device.syncNow();
    device.awaitSignedOut();
    device.openList("contacts");
    device.signInAgain(secondUser, PASSWORD);
    device.page().getByText("Second Homes").first().waitFor(Device.patience());

    first.getByText("Second Homes").first().waitFor(Device.patience());
    assertEquals(0, first.getByText("Of the first").count());
    device.drive(first);
    device.createContact("Of the second");
    first.waitForCondition(
        () -> namesOnServer(secondUser).equals(List.of("Of the second")),
        Device.conditionPatience());
    assertEquals(List.of("Of the first"), namesOnServer());
  }

  @Test
  void thePageIsKilledDuringAPull() {
    device.goOffline();
    new ImportWizard(device.page()).contacts();
    device.goOnline();
    device.awaitSynced();
    var second = device();
    second.open();
    var pages = new AtomicInteger();
    second
        .page()
        .route(
            CHANGES,
            route -> {
              // The first page of 500 is stored; the second never comes.
              if (isPush(route) || pages.incrementAndGet() < 2) {
                route.resume();
              }
            });
    second.fillSignIn(email, PASSWORD);
    second.submitSignIn();
    second.page().waitForCondition(() -> pages.get() >= 2, Device.conditionPatience());
    second
        .page()
        .waitForCondition(
            () -> second.database().rows("contacts").size() == 500, Device.conditionPatience());
    second.reopenTab();
    second.awaitSynced();

    assertEquals(5_369, second.database().liveById("contacts").size());
    assertEquals(onServer(), second.database().liveById("contacts"));
  }

  @Test
  void theTabThatLeadsIsClosed() {
    var first = device.page();
    var second = device.openTab();
    device.awaitSynced();
    assertEquals(1, locks(second, "pending"), "the second tab waits to lead");
    first.close();
    device.createContact("After the leader");
    device.awaitSynced();

    assertEquals(List.of("After the leader"), namesOnServer());
    assertEquals(1, locks(second, "held"));
    assertEquals(0, locks(second, "pending"));
  }

  @Test
  void theDeviceWasOfflineFor91Days() throws SQLException {
    device.createContact("Stays");
    device.createContact("Deleted elsewhere");
    device.createContact("Deleted elsewhere, edited here");
    device.awaitSynced();
    var other = device();
    other.signIn(email, PASSWORD);
    other.awaitSynced();

    device.goOffline();
    device.createContact("Made offline");
    device.changePhone("Deleted elsewhere, edited here", "edited offline");
    other.deleteContact("Deleted elsewhere");
    other.deleteContact("Deleted elsewhere, edited here");
    other.awaitSynced();
    // What the purge does to tombstones of that age, in both of its steps.
    server.stop();
    inDatabase(
        "update tenant_clock set horizon = changed_at where changed_at > 0",
        "delete from contacts where deleted_at is not null");
    server.start();
    device.goOnline();
    device.awaitSynced();

    assertEquals(List.of("Made offline", "Stays"), namesOnServer());
    assertEquals(onServer(), device.database().liveById("contacts"));
    // The edit of the record that is gone is not lost either: it waits for the user's decision.
    assertTrue(
        device.database().rows("sync_conflicts").stream()
            .anyMatch(row -> String.valueOf(row).contains("edited offline")),
        () -> device.database().rows("sync_conflicts").toString());
  }

  @Test
  void theSessionExpiresWhileTheDeviceIsOffline() {
    device.goOffline();
    device.createContact("Made without a session");
    device.context().clearCookies();
    device.goOnline();
    device.awaitSignedOut();
    assertEquals(1, device.waiting());

    device.signInAgain(email, PASSWORD);
    device.awaitSynced();
    assertEquals(List.of("Made without a session"), namesOnServer());
  }

  @Test
  void theQuotaIsExceeded() {
    var second = device();
    second.signIn(email, PASSWORD);
    second.awaitSynced();
    var devtools = second.context().newCDPSession(second.page());
    var quota = ofThisOrigin();
    quota.addProperty("quotaSize", 8_000_000);
    devtools.send("Storage.overrideQuotaForOrigin", quota);
    second.page().evaluate(FILL_THE_STORAGE);

    device.goOffline();
    new ImportWizard(device.page()).contacts();
    device.goOnline();
    second.awaitProblem("storage-full");
    second.page().getByText("No room left on this device").first().waitFor();

    second.page().evaluate("() => indexedDB.deleteDatabase('filler')");
    devtools.send("Storage.overrideQuotaForOrigin", ofThisOrigin());
    device.awaitSynced();
    second
        .page()
        .waitForCondition(
            () -> onServer().equals(second.database().liveById("contacts")),
            Device.conditionPatience());
    second.awaitSynced();
  }

  @Test
  void theBrowserThrowsAwayWhatWasStored() {
    device.createContact("On the server");
    device.awaitSynced();
    var known = devicesOnServer();
    var devtools = device.context().newCDPSession(device.context().newPage());
    device.page().close();
    var all = ofThisOrigin();
    all.addProperty("storageTypes", "indexeddb,cache_storage,service_workers,local_storage");
    devtools.send("Storage.clearDataForOrigin", all);
    device.openTab();

    var notice = device.page().getByText("This browser no longer had your books");
    notice.waitFor(Device.patience());
    device.awaitSynced();
    assertEquals(onServer(), device.database().liveById("contacts"));
    assertEquals(known, devicesOnServer(), "it is the same device as before");
    device.press("I have read this");
    notice.waitFor(Device.patience().setState(WaitForSelectorState.HIDDEN));
    device.reload();
    device.awaitSynced();
    assertEquals(0, notice.count());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, -2})
  void theClockIsTwoHoursWrong(int hours) {
    device.createContact("Seen by both");
    device.awaitSynced();
    var wrong = device();
    setClock(wrong, hours);
    wrong.signIn(email, PASSWORD);
    wrong.awaitSynced();
    assertHoursWrong(wrong, hours);

    // The later edit wins, whoever makes it, also where the earlier one comes last.
    device.changePhone("Seen by both", "earlier");
    device.awaitSynced();
    wrong.goOffline();
    wrong.changePhone("Seen by both", "later, by the wrong clock");
    wrong.goOnline();
    wrong.awaitSynced();
    assertEquals(List.of("later, by the wrong clock"), phonesOnServer());

    wrong.goOffline();
    wrong.changePhone("Seen by both", "earlier, by the wrong clock");
    device.syncNow();
    device.awaitSynced();
    device.changePhone("Seen by both", "later");
    device.awaitSynced();
    wrong.goOnline();
    wrong.awaitSynced();
    assertEquals(List.of("later"), phonesOnServer());
    assertEquals(onServer(), wrong.database().liveById("contacts"));
    var logged = wrong.database().rows("sync_conflicts").toString();
    assertTrue(logged.contains("earlier, by the wrong clock"), logged);
  }

  /** Whatever script the device loads from now on reads another time. */
  private static void setClock(Device device, int hours) {
    var shift =
        """
        if (!globalThis.isClockSet) {
          const Real = Date;
          const now = () => Real.now() + %d * 3_600_000;
          globalThis.isClockSet = true;
          globalThis.Date = class Date extends Real {
            constructor(...parts) {
              if (parts.length === 0) super(now());
              else super(...parts);
            }
            static now() {
              return now();
            }
          };
        }
        """
            .formatted(hours);
    device
        .context()
        .route(
            "**/*.js",
            route -> {
              var script = route.fetch();
              route.fulfill(
                  new Route.FulfillOptions().setResponse(script).setBody(shift + script.text()));
            });
  }

  private static void assertHoursWrong(Device device, int hours) {
    var page = device.page();
    var clocks = new ArrayList<Object>(List.of(page.evaluate("() => Date.now()")));
    page.workers().forEach(worker -> clocks.add(worker.evaluate("() => Date.now()")));
    assertEquals(2, clocks.size(), "the clocks of the page and of the engine's worker");
    for (var clock : clocks) {
      var ahead = ((Number) clock).doubleValue() - System.currentTimeMillis();
      assertEquals(hours * 3_600_000.0, ahead, 60_000, clocks.toString());
    }
  }

  @Test
  void allTabsAreClosedWhenTheNetworkComesBack() throws Exception {
    var blank = device.context().newPage();
    var devtools = device.context().newCDPSession(blank);
    var registration = new CompletableFuture<String>();
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        event ->
            event
                .getAsJsonArray("registrations")
                .forEach(
                    it ->
                        registration.complete(
                            it.getAsJsonObject().get("registrationId").getAsString())));
    devtools.send("ServiceWorker.enable");
    device.goOffline();
    device.createContact("Sent by the worker");
    device.page().close();
    device.goOnline();
    blank.waitForCondition(registration::isDone);

    var event = ofThisOrigin();
    event.addProperty("registrationId", registration.get());
    event.addProperty("tag", "tidebook-sync");
    event.addProperty("lastChance", false);
    devtools.send("ServiceWorker.dispatchSyncEvent", event);

    blank.waitForCondition(
        () -> namesOnServer().equals(List.of("Sent by the worker")), Device.conditionPatience());
  }

  @Test
  void aNewVersionComesWhileTabsAreOpen() throws Exception {
    var oldTab = device.page();
    var other = device.openTab();
    device.awaitSynced();
    server.upgrade(nextVersion());
    try {
      other.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()");
      button(other, "Use it now").waitFor();
      // Asked for in the middle of a push, it waits for the push's end.
      var pushes = new ArrayList<Route>();
      oldTab.route(CHANGES, route -> holdPush(route, pushes));
      other.route(CHANGES, route -> holdPush(route, pushes));
      device.createContact("On its way");
      other.waitForCondition(() -> !pushes.isEmpty(), Device.conditionPatience());
      button(other, "Use it now").click();
      other.evaluate("() => { window.isOld = true; }");
      pushes.get(0).resume();
      other.waitForFunction("() => window.isOld === undefined", null, aWhile());
      oldTab.unroute(CHANGES);
      other.unroute(CHANGES);
      device.awaitSynced();
      assertEquals(List.of("On its way"), namesOnServer());

      // The other tab goes on with what it has loaded, and offers to follow.
      button(oldTab, "Use it now").waitFor();
      oldTab.bringToFront();
      device.drive(oldTab);
      device.createContact("From the old tab");
      device.awaitSynced();
      assertEquals(List.of("From the old tab", "On its way"), namesOnServer());

      // Put off, until the server speaks its version no longer.
      button(oldTab, "Later").click();
      oldTab.route(CHANGES, FailuresJourney::refuseAsTooOld);
      oldTab.evaluate("() => { window.isOld = true; }");
      device.createContact("Kept by the old tab");
      device.awaitProblem("client-too-old");
      oldTab.unroute(CHANGES);
      device.openSyncCentre();
      button(oldTab, "Update now").click();
      oldTab.waitForFunction("() => window.isOld === undefined", null, aWhile());
      device.awaitSynced();
      assertEquals(
          List.of("From the old tab", "Kept by the old tab", "On its way"), namesOnServer());
      assertEquals(onServer(), device.database().liveById("contacts"));
    } finally {
      server.upgrade(Path.of("target", "tidebook.war"));
    }
  }

  private static void refuseAsTooOld(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(426)
            .setHeaders(
                Map.of(
                    "Content-Type",
                    "application/problem+json",
                    "Tidebook-Time",
                    Stamp.of(Instant.now()).toString()))
            .setBody("{\"type\": \"client-too-old\", \"title\": \"Too old\", \"status\": 426}"));
  }

  private static void holdPush(Route route, List<Route> pushes) {
    if (isPush(route) && pushes.isEmpty()) {
      pushes.add(route);
    } else {
      route.resume();
    }
  }

  /**
   * The same application with another service worker, which is how a browser knows a new version.
   */
  private static Path nextVersion() throws IOException {
    var war =
        Files.createTempDirectory(Path.of("target", "servers"), "next-").resolve("tidebook.war");
    Files.copy(Path.of("target", "tidebook.war"), war);
    try (var files = FileSystems.newFileSystem(war)) {
      Files.writeString(files.getPath("sw.js"), "\n// next\n", StandardOpenOption.APPEND);
    }
    return war;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void signingOutWithUnsentChangesKeepsSendsOrDiscardsThem() {
    device.goOffline();
    device.createContact("Kept");
    device.askToSignOut();
    device.choose("Keep it and sign out");
    device.context().setOffline(false);
    device.signIn(email, PASSWORD);
    device.awaitSynced();
    assertEquals(List.of("Kept"), namesOnServer());

    device.goOffline();
    device.createContact("Sent");
    device.askToSignOut();
    device.context().setOffline(false);
    device.choose("Send it, then sign out");
    assertEquals(List.of("Kept", "Sent"), namesOnServer());
    assertEquals(0, device.databases(), "nothing is left for the next user of the machine");

    device.signIn(email, PASSWORD);
    device.awaitSynced();
    device.goOffline();
    device.createContact("Discarded");
    device.askToSignOut();
    device.press("Discard it and sign out");
    device.choose("Discard and sign out");
    device.context().setOffline(false);
    assertEquals(0, device.databases());
    device.signIn(email, PASSWORD);
    device.awaitSynced();
    assertEquals(List.of("Kept", "Sent"), namesOnServer());
  }

  private List<Object> phonesOnServer() {
    return onServer().values().stream().map(it -> it.get("phone")).toList();
  }

  /** The ids of the user's devices. */
  private List<String> devicesOnServer() {
    var client = new ApiClient(server.base());
    client.post(
        "api/auth/login",
        Json.createObjectBuilder().add("email", email).add("password", PASSWORD).build());
    return client.get("api/devices").json().getJsonArray("items").stream()
        .map(it -> it.asJsonObject().getString("id"))
        .toList();
  }

  private String origin() {
    return server.base().getScheme() + "://" + server.base().getAuthority();
  }

  private JsonObject ofThisOrigin() {
    var parameters = new JsonObject();
    parameters.addProperty("origin", origin());
    return parameters;
  }

  private static void inDatabase(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  /** How many locks of the engine's leader are held or waited for in the browser. */
  private static int locks(Page page, String state) {
    return (Integer)
        page.evaluate(
            """
            async (state) => {
              const locks = (await navigator.locks.query())[state];
              return locks.filter((it) => it.name.startsWith('tidebook-engine-')).length;
            }
            """,
            state);
  }

  private static Page.WaitForFunctionOptions aWhile() {
    return new Page.WaitForFunctionOptions().setTimeout(Device.PATIENCE_MS);
  }
}
