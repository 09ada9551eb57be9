package org.tidebook.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user can do about their changes in the sync centre. */
class SyncCentreJourney extends OneUserJourney {

  /** Takes all contacts out of the device's database, past the application. */
  private static final String LOSE_CONTACTS =
      """
      async () => {
        const [{ name }] = (await indexedDB.databases()).filter((it) => it.name.startsWith('tidebook-'));
        const database = await new Promise((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        await new Promise((resolve, reject) => {
          const transaction = database.transaction('contacts', 'readwrite');
          transaction.objectStore('contacts').clear();
          transaction.oncomplete = resolve;
          transaction.onerror = () => reject(transaction.error);
        });
        database.close();
      }
      """;

  @Test
  void aRefusedChangeIsSavedAsAFileAndSentAgain() throws IOException {
    device.context().route(CHANGES, route -> withoutName(route, "Refused"));
    device.createContact("Refused");
    awaitFailed(1);
    device.openSyncCentre();
    device.page().getByText("name:").first().waitFor(Device.patience());
    var download =
        device
            .page()
            .waitForDownload(
                () -> device.page().getByText("Save unsent changes as a file").click());
    var saved = Files.readString(download.path());
    assertTrue(saved.contains("\"Refused\""), saved);

    device.context().unroute(CHANGES);
    device.press("Try again");
    awaitFailed(0);
    device.awaitSynced();
    assertEquals(List.of("Refused"), namesOnServer());
    assertEquals(onServer(), device.database().liveById("contacts"));
  }

  @Test
  void aRefusedChangeIsDiscardedAndTheServersVersionComesBack() {
    device.createContact("As it was");
    device.awaitSynced();
    device.context().route(CHANGES, route -> withoutName(route, "Refused"));
    device.openContact("As it was");
    device.field("Name").fill("Refused");
    device.press("Save");
    awaitFailed(1);
    device.openSyncCentre();
    device.press("Discard my change");
    awaitFailed(0);
    device.context().unroute(CHANGES);
    device.syncNow();
    device.awaitSynced();
    assertEquals(List.of("As it was"), namesOnServer());
    assertEquals(onServer(), device.database().liveById("contacts"));
  }

  @Test
  void theDeviceComparesWithTheServerIsPutRightAndPullsEverythingAgain() {
    device.createContact("Kept by the server");
    device.awaitSynced();
    device.page().evaluate(LOSE_CONTACTS);
    device.openSyncCentre();
    device.press("Compare with the server");
    device.page().getByText("and was put right: Contacts").waitFor(Device.patience());
    assertEquals(onServer(), device.database().liveById("contacts"));

    device.page().evaluate(LOSE_CONTACTS);
    device.press("Pull everything again");
    device.page().getByRole(AriaRole.DIALOG).waitFor();
    device.press("Pull everything");
    device
        .page()
        .getByText("this device had exactly what the server had")
        .waitFor(Device.patience());
    assertEquals(onServer(), device.database().liveById("contacts"));
    device.awaitSynced();
  }

  /** The server gets the change without the name, and refuses it as it would any without one. */
  private static void withoutName(Route route, String name) {
    var body = route.request().postData();
    if (!isPush(route) || body == null) {
      route.resume();
      return;
    }
    var damaged = body.replace("\"name\":\"" + name + "\"", "\"name\":\"\"");
    route.resume(new Route.ResumeOptions().setPostData(damaged));
  }

  private void awaitFailed(int count) {
    device.page().waitForCondition(() -> device.failed() == count, Device.conditionPatience());
  }
}
