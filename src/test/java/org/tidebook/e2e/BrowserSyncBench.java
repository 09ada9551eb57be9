package org.tidebook.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/**
 * How long a device takes to push the bank's 16,340 changes and another to pull and store the
 * 16,340 records, in a Chromium whose data is on disk, beside what IndexedDB alone takes to store
 * the same rows in the same browser. Run by {@code bench/browser-sync}.
 */
public final class BrowserSyncBench {
  private static final String PASSWORD = "correct horse battery";
  private static final int ROUNDS = 3;

  /**
   * Stores rows as a page of the feed is stored: 1,000 in one transaction, by id, no other index.
   */
  static final String STORE_ROWS =
      """
      async (rowsByStore) => {
        const stores = Object.keys(rowsByStore);
        const name = 'bench-' + performance.now();
        const database = await new Promise((resolve, reject) => {
          const request = indexedDB.open(name, 1);
          request.onupgradeneeded = () => {
            for (const store of stores) request.result.createObjectStore(store, { keyPath: 'id' });
          };
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const begin = performance.now();
        for (const store of stores) {
          const rows = rowsByStore[store];
          for (let start = 0; start < rows.length; start += 1000) {
            await new Promise((resolve, reject) => {
              const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
              for (const row of rows.slice(start, start + 1000)) transaction.objectStore(store).put(row);
              transaction.oncomplete = () => resolve();
              transaction.onabort = () => reject(transaction.error);
            });
          }
        }
        const tookMs = performance.now() - begin;
        database.close();
        return tookMs;
      }
      """;

  private BrowserSyncBench() {}

  public static void main(String[] arguments) throws IOException {
    var push = new ArrayList<Double>();
    var pull = new ArrayList<Double>();
    var alone = new ArrayList<Double>();
    try (var server = TidebookProcess.start(TestDatabase.h2());
        var playwright = Chromium.playwright()) {
      for (var round = 1; round <= ROUNDS; round++) {
        var email = "bench" + round + "@example.org";
        var folder =
            Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "a-");
        try (var device =
            new Device(Chromium.launch(playwright, folder.resolve("a")), server.base())) {
          device.signUp("Harbour Homes", "Ayu", email, PASSWORD);
          device.awaitSynced();
          device.goOffline();
          new ImportWizard(device.page()).wholeBank();
          push.add(
              seconds(
                  () -> {
                    device.goOnline();
                    device.awaitSynced();
                  }));
        }
        try (var device =
            new Device(Chromium.launch(playwright, folder.resolve("b")), server.base())) {
          device.open();
          device.fillSignIn(email, PASSWORD);
          pull.add(
              seconds(
                  () -> {
                    device.submitSignIn();
                    device.awaitSynced();
                  }));
          var rows =
              Map.of(
                  "accounts", device.database().rows("accounts"),
                  "contacts", device.database().rows("contacts"),
                  "transactions", device.database().rows("transactions"));
          alone.add(((Number) device.page().evaluate(STORE_ROWS, rows)).doubleValue() / 1000);
        }
      }
    }
    print("A pushes 16,340 changes, from going online to an empty outbox", push);
    print("B signs in, pulls and stores 16,340 records", pull);
    print("IndexedDB alone stores the same 16,340 rows", alone);
    System.out.printf(
        Locale.ROOT,
        "push / IndexedDB alone %.1f, pull / IndexedDB alone %.1f (medians)%n",
        median(push) / median(alone),
        median(pull) / median(alone));
  }

  private static double seconds(Runnable work) {
    var begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray()[values.size() / 2];
  }

  private static void print(String what, List<Double> seconds) {
    var sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%-62s %6.2f s (all %s)%n",
        what,
        median(seconds),
        Arrays.toString(Arrays.stream(sorted).map(s -> Math.round(s * 100) / 100.0).toArray()));
  }
}
