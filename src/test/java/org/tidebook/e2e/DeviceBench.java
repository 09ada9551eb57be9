package org.tidebook.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.tidebook.server.ApiClient;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/**
 * What a device takes for the things that its user waits for, in a Chromium whose data is on disk,
 * with the engine in its worker and the WAR on Payara Micro beside it. Run by {@code bench/device}.
 */
public final class DeviceBench {
  private static final String PASSWORD = "correct horse battery";
  private static final int RECORDS = Integer.getInteger("tidebook.bench.records", 100_000);
  private static final int IN_ONE_PUSH = 500;
  private static final int EDITS = 30;
  private static final int KEYS_EVERY_MS = 50;

  /** The delay of every key from the browser's process to the page, in milliseconds. */
  private static final String WATCH_KEYS =
      """
      window.keyDelays = [];
      addEventListener('keydown', (event) => {
        window.keyDelays.push(performance.now() - event.timeStamp);
      }, true);
      """;

  /** When the status was first as wanted after `begin`, by the page's own clock. */
  private static final String WATCH_STATUS =
      """
      () => {
        const watch = { begin: null, end: null };
        window.watch = watch;
        const look = () => {
          const status = document.querySelector('[role=status][data-online]')?.dataset;
          if (watch.begin !== null && watch.end === null && status?.waiting === '0'
              && status.online === 'true' && status.syncState === 'idle') {
            watch.end = performance.now();
          }
        };
        const all = { attributes: true, childList: true, subtree: true };
        new MutationObserver(look).observe(document.body, all);
      }
      """;

  private final Browser browser;
  private final URI server;
  private final Playwright playwright;

  private DeviceBench(Playwright playwright, Browser browser, URI server) {
    this.playwright = playwright;
    this.browser = browser;
    this.server = server;
  }

  public static void main(String[] arguments) throws IOException {
    try (var server = TidebookProcess.start(TestDatabase.h2());
        var playwright = Chromium.playwright()) {
      var bench = new DeviceBench(playwright, Chromium.launch(playwright), server.base());
      bench.firstPull();
      bench.offlineEdits(10, 75, 1);
      bench.offlineEdits(1_000, 1_300, 3);
      bench.reopening();
      bench.fromDeviceToDevice();
    }
  }

  private void firstPull() throws IOException {
    var email = signUpByHand("pull");
    var owner = signedIn(email);
    for (var pushed = 0; pushed < RECORDS; pushed += IN_ONE_PUSH) {
      push(owner, pushed, Math.min(IN_ONE_PUSH, RECORDS - pushed));
    }
    try (var device = onDisk()) {
      device.context().addInitScript(WATCH_KEYS);
      device.open();
      device.fillSignIn(email, PASSWORD);
      var page = device.page();
      var begin = System.nanoTime();
      device.submitSignIn();
      page.evaluate("() => { location.hash = '#/contacts'; }");
      page.getByText("@example.org").first().waitFor(Device.patience());
      var usable = since(begin);
      var search = device.search();
      search.focus();
      var status = page.locator("[role=status][data-online]").first();
      do {
        search.press("x");
        search.press("Backspace");
        page.waitForTimeout(KEYS_EVERY_MS);
      } while (!"idle".equals(status.getAttribute("data-sync-state")));
      device.awaitSynced();
      var stored = since(begin);
      var keys = numbers(page.evaluate("() => window.keyDelays"));
      var rows = device.database().rows("contacts");
      if (rows.size() != RECORDS) {
        throw new IllegalStateException(rows.size() + " of " + RECORDS + " records came.");
      }
      var alone =
          ((Number) page.evaluate(BrowserSyncBench.STORE_ROWS, Map.of("contacts", rows)))
              .doubleValue();
      row("first page usable, of " + RECORDS + " records, ms", usable, 1_000);
      row("all " + RECORDS + " stored, ms", stored, 1.2 * alone);
      row("  IndexedDB alone, the same rows, ms", alone, Double.NaN);
      row("  times what IndexedDB alone takes", stored / alone, 1.2);
      row("input delay meanwhile, p95 of " + keys.size() + " keys, ms", percentile(keys, 95), 16);
    }
  }

  private void offlineEdits(int count, double aimMs, int aimRequests) throws IOException {
    var email = signUpByHand("edits" + count);
    try (var device = onDisk()) {
      device.signIn(email, PASSWORD);
      device.awaitSynced();
      cutOff(device);
      new ImportWizard(device.page()).contacts(count);
      var page = device.page();
      page.evaluate(WATCH_STATUS);
      var pushes = new AtomicInteger();
      device
          .context()
          .onRequest(
              request -> {
                if (request.method().equals("POST") && request.url().endsWith("/state/changes")) {
                  pushes.incrementAndGet();
                }
              });
      device.context().unrouteAll();
      page.evaluate(
          "() => { window.watch.begin = performance.now(); dispatchEvent(new Event('online')); }");
      page.waitForFunction(
          "() => window.watch.end !== null",
          null,
          new Page.WaitForFunctionOptions().setTimeout(Device.PATIENCE_MS));
      var took =
          ((Number) page.evaluate("() => window.watch.end - window.watch.begin")).doubleValue();
      row(count + " offline edits to converged, ms", took, aimMs);
      row("  requests", pushes.get(), aimRequests);
    }
  }

  private void reopening() throws IOException {
    var email = signUpByHand("reopen");
    try (var device = onDisk()) {
      device.signIn(email, PASSWORD);
      device.awaitSynced();
      cutOff(device);
      new ImportWizard(device.page()).contacts(1_000);
      var times = new ArrayList<Double>();
      for (var round = 0; round < 5; round++) {
        var page = device.context().newPage();
        page.addInitScript(
            """
            new MutationObserver(() => {
              const status = document.querySelector("[role=status][data-waiting='1000']");
              const list = document.querySelector('main h1');
              if (status !== null && list !== null && window.shownMs === undefined) {
                window.shownMs = performance.now();
              }
            }).observe(document, { attributes: true, childList: true, subtree: true });
            """);
        page.navigate(server.toString());
        page.waitForFunction("() => window.shownMs !== undefined");
        times.add(((Number) page.evaluate("() => window.shownMs")).doubleValue());
        page.close();
      }
      row("reopened offline with 1,000 waiting, median of 5, ms", percentile(times, 50), 200);
    }
  }

  private void fromDeviceToDevice() throws IOException {
    var email = signUpByHand("pair");
    try (var a = new Device(browser.newContext(), server);
        var b = new Device(browser.newContext(), server)) {
      a.signIn(email, PASSWORD);
      a.createContact("Seen by both");
      a.awaitSynced();
      b.signIn(email, PASSWORD);
      b.awaitSynced();
      b.openList("contacts");
      var times = new ArrayList<Double>();
      for (var edit = 0; edit < EDITS; edit++) {
        var name = "Edit " + edit + " of many";
        a.openContact(edit == 0 ? "Seen by both" : "Edit " + (edit - 1) + " of many");
        a.field("Name").fill(name);
        a.page()
            .evaluate(
                """
                () => addEventListener('click', () => { window.clickedMs = Date.now(); },
                    { capture: true, once: true })
                """);
        b.page()
            .evaluate(
                """
                (name) => {
                  window.seenMs = undefined;
                  new MutationObserver((_, observer) => {
                    if (document.body.textContent.includes(name)) {
                      window.seenMs = Date.now();
                      observer.disconnect();
                    }
                  }).observe(document.body, { characterData: true, childList: true, subtree: true });
                }
                """,
                name);
        a.press("Save");
        a.search().waitFor();
        b.page().waitForFunction("() => window.seenMs !== undefined");
        times.add(
            number(b.page().evaluate("() => window.seenMs"))
                - number(a.page().evaluate("() => window.clickedMs")));
        a.awaitSynced();
      }
      row("from Save on A to visible on B, p50 of " + EDITS + ", ms", percentile(times, 50), 15);
      row("  p95", percentile(times, 95), 40);
    }
  }

  /** An organisation with nothing in it; the email of its owner. */
  private String signUpByHand(String name) {
    var email = name + UUID.randomUUID();
    new ApiClient(server).post("api/auth/register", ApiClient.registration(email));
    return email + "@example.org";
  }

  private ApiClient signedIn(String email) {
    var client = new ApiClient(server);
    client.post(
        "api/auth/login",
        Json.createObjectBuilder().add("email", email).add("password", PASSWORD).build());
    return client;
  }

  private static void push(ApiClient owner, int from, int count) {
    var changes = Json.createArrayBuilder();
    for (var i = from; i < from + count; i++) {
      changes.add(
          Json.createObjectBuilder()
              .add("id", UUID.randomUUID().toString())
              .add("entityType", "contacts")
              .add("action", "create")
              .add("entityId", UUID.randomUUID().toString())
              .add("updatedAt", Instant.now().minusSeconds(60).toString())
              .add(
                  "payload",
                  Json.createObjectBuilder()
                      .add("name", "Contact " + i)
                      .add("kind", "client")
                      .add("email", "contact" + i + "@example.org")
                      .add("notes", "Born 1970, district " + i % 77)));
    }
    var answer =
        owner.post("api/state/changes", Json.createObjectBuilder().add("changes", changes).build());
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.text());
    }
  }

  private Device onDisk() throws IOException {
    var folder = Files.createDirectories(Path.of("target", "bench"));
    return new Device(
        Chromium.launch(playwright, Files.createTempDirectory(folder, "device-")), server);
  }

  /** From now on no request of the device arrives. */
  private static void cutOff(Device device) {
    device.context().route("**/api/**", route -> route.abort());
    device.page().evaluate("() => { dispatchEvent(new Event('offline')); }");
    device.awaitOffline();
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static List<Double> numbers(Object values) {
    return ((List<?>) values).stream().map(DeviceBench::number).toList();
  }

  private static double percentile(List<Double> values, int percent) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  private static void row(String what, double value, double aim) {
    System.out.printf(
        Locale.ROOT,
        "| %-58s | %10.1f | %s |%n",
        what,
        value,
        Double.isNaN(aim) ? "" : String.format(Locale.ROOT, "≤ %.1f", aim));
  }
}
