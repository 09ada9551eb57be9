package org.tidebook.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.tidebook.server.ServerRecords;

/** Each test has a user of its own, alone in an organisation, with a device that is signed in. */
abstract class OneUserJourney extends SharedServerJourney {
  static final String CHANGES = "**/api/state/changes**";

  private static final AtomicInteger USERS = new AtomicInteger();

  private final List<Device> devices = new ArrayList<>();
  String email;
  Device device;

  @BeforeEach
  void signUp() {
    email =
        getClass().getSimpleName().toLowerCase(Locale.ROOT)
            + USERS.incrementAndGet()
            + "@example.org";
    device = device();
    device.signUp("Harbour Homes", "Ayu", email, PASSWORD);
    device.awaitSynced();
  }

  @AfterEach
  void closeDevices() {
    devices.forEach(Device::close);
  }

  /** A device that is closed after the test. */
  Device device() {
    return device(browser.newContext());
  }

  Device device(BrowserContext context) {
    var made = new Device(context, server.base());
    devices.add(made);
    return made;
  }

  /** The user's contacts as the server has them, by id. */
  Map<String, Map<String, Object>> onServer() {
    return onServer(email);
  }

  private static Map<String, Map<String, Object>> onServer(String user) {
    return ServerRecords.read(server.base(), user, PASSWORD).getOrDefault("contacts", Map.of());
  }

  List<String> namesOnServer() {
    return namesOnServer(email);
  }

  List<String> namesOnServer(String user) {
    return onServer(user).values().stream()
        .map(it -> String.valueOf(it.get("name")))
        .sorted()
        .toList();
  }

  /** Lets the first push of the device's page go nowhere; how many pushes there were. */
  AtomicInteger holdFirstPush() {
    var pushes = new AtomicInteger();
    device
        .page()
        .route(
            CHANGES,
            route -> {
              if (isPush(route) && pushes.getAndIncrement() == 0) {
                // Neither answered nor refused, as on a dead line.
                return;
              }
              route.resume();
            });
    return pushes;
  }

  static boolean isPush(Route route) {
    return route.request().method().equals("POST");
  }
}
