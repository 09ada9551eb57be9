package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;
import org.tidebook.sync.domain.Stamp;

/** The list of a user's devices: when they last synced and how far they are. */
class DevicesIT extends TidebookWar {

  private static final String CHANGES = "api/state/changes";
  private static final String HEADER = "Tidebook-Device";

  private final String phone = UUID.randomUUID().toString();

  @Test
  void aPullIsKnownByItsCheckpoint() {
    ApiClient owner = owner();

    JsonObject page =
        owner
            .get(CHANGES, HEADER, phone.toUpperCase(Locale.ROOT), "User-Agent", "Tidepool/1")
            .json();

    JsonObject device = devices(owner).get(0);
    assertEquals(phone, device.getString("id"));
    assertEquals("Tidepool/1", device.getString("userAgent"));
    assertEquals(page.getString("updatedAt"), device.getString("checkpoint"));
    assertEquals(JsonValue.NULL, device.get("acknowledged"));
    assertEquals(device.getString("firstSyncedAt"), device.getString("lastSyncedAt"));
  }

  @Test
  void aPushIsKnownByTheChangesThatWereAcknowledged() {
    ApiClient owner = owner();
    String first = push(owner, phone);
    JsonObject before = devices(owner).get(0);

    String second = push(owner, phone);
    JsonObject after = devices(owner).get(0);

    assertEquals(first, before.getString("acknowledged"));
    assertEquals(JsonValue.NULL, before.get("checkpoint"));
    assertEquals(second, after.getString("acknowledged"));
    assertTrue(stamp(after, "lastSyncedAt").isAfter(stamp(before, "lastSyncedAt")));
    assertEquals(before.get("firstSyncedAt"), after.get("firstSyncedAt"));
  }

  @Test
  void theDeviceThatSyncedLastComesFirstAndEachUserSeesTheirOwn() {
    ApiClient owner = owner();
    ApiClient editor = Members.signedIn(base(), Members.add(owner, Members.newMember("editor")));
    String laptop = UUID.randomUUID().toString();

    owner.get(CHANGES, HEADER, laptop);
    owner.get(CHANGES, HEADER, phone);
    editor.get(CHANGES, HEADER, phone);

    assertEquals(List.of(phone, laptop), ids(owner));
    assertEquals(List.of(phone), ids(editor));
  }

  @Test
  void otherCallsAndCallersWithoutADeviceAreNoSync() {
    ApiClient owner = owner();

    owner.get("api/auth/session", HEADER, phone);
    owner.get("api/state/schema", HEADER, phone);
    owner.get(CHANGES);
    owner.get(CHANGES + "?limit=0", HEADER, phone);

    assertTrue(devices(owner).isEmpty());
    assertEquals(401, stranger().get("api/devices").status());
  }

  @Test
  void aRefusedPushIsNoSync() {
    ApiClient viewer = Members.signedIn(base(), Members.add(owner(), Members.newMember("viewer")));

    viewer.post(CHANGES, Members.pushOf("Never"), HEADER, phone);

    assertTrue(devices(viewer).isEmpty());
  }

  @Test
  void aDeviceThatIsNoUuidIsABadRequestThatNamesTheHeader() {
    ApiResponse refused = owner().get(CHANGES, HEADER, "my phone");

    assertEquals(400, refused.status());
    assertEquals("bad-request", refused.problemType());
    assertTrue(refused.json().getString("detail").contains(HEADER));
  }

  private static String push(ApiClient client, String device) {
    ApiResponse answer = client.post(CHANGES, Members.pushOf("x"), HEADER, device);
    assertEquals(200, answer.status(), answer.text());
    return answer.json().getString("updatedAt");
  }

  private static List<JsonObject> devices(ApiClient client) {
    return client.get("api/devices").json().getJsonArray("items").getValuesAs(JsonObject.class);
  }

  private static List<String> ids(ApiClient client) {
    return devices(client).stream().map(device -> device.getString("id")).toList();
  }

  private static Stamp stamp(JsonObject device, String member) {
    return Stamp.parse(device.getString(member));
  }
}
