package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
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

  @Test
  void aBrowserIsRememberedByTheIdThatItGaveFirst() {
    ApiClient owner = owner();

    ApiResponse first = owner.get(CHANGES, HEADER, phone.toUpperCase(Locale.ROOT));
    ApiResponse second = owner.get(CHANGES, HEADER, UUID.randomUUID().toString());

    String cookie = deviceCookie(first);
    assertTrue(cookie.startsWith(cookieName() + "=" + phone), cookie);
    for (String attribute : List.of("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=34560000")) {
      assertTrue(cookie.contains(attribute), cookie);
    }
    assertEquals("", deviceCookie(second));
    assertEquals(phone, owner.get("api/devices").json().getString("remembered"));
  }

  @Test
  void theRememberedIdOutlivesSignInsAndSigningInRenewsIt() {
    ApiClient owner = owner();
    owner.get(CHANGES, HEADER, phone);

    ApiResponse renewed = owner.get("api/auth/session", HEADER, UUID.randomUUID().toString());
    owner.call("POST", "api/auth/logout", "");

    assertTrue(deviceCookie(renewed).startsWith(cookieName() + "=" + phone));
    owner.post("api/auth/register", ApiClient.registration("next-" + UUID.randomUUID()));
    assertEquals(phone, owner.get("api/devices").json().getString("remembered"));
    assertTrue(devices(owner).isEmpty());
  }

  @Test
  void whoHasNoDeviceOrATokenIsNotRemembered() {
    ApiClient owner = owner();
    owner.get(CHANGES);
    owner.get(CHANGES, HEADER, "my phone");
    assertEquals(JsonValue.NULL, owner.get("api/devices").json().get("remembered"));

    ApiResponse byToken =
        stranger().get(CHANGES, HEADER, phone, "Authorization", "Bearer " + token(owner));

    assertEquals(200, byToken.status(), byToken.text());
    assertEquals("", deviceCookie(byToken));
  }

  private static String token(ApiClient owner) {
    var named = Json.createObjectBuilder().add("name", "script").build();
    return owner.post("api/auth/tokens", named).json().getString("token");
  }

  @Test
  void anotherSchemeOrPortIsAnotherPlaceToStoreThings() {
    String encrypted =
        deviceCookie(
            owner()
                .get(
                    CHANGES,
                    HEADER,
                    phone,
                    "X-Forwarded-Proto",
                    "https",
                    "X-Forwarded-Host",
                    "a.org"));
    String otherPort =
        deviceCookie(owner().get(CHANGES, HEADER, phone, "X-Forwarded-Host", "a.org:8443"));

    assertTrue(encrypted.startsWith("tidebook_device=" + phone), encrypted);
    assertTrue(encrypted.contains("Secure"), encrypted);
    assertTrue(otherPort.startsWith("tidebook_device_http_8443=" + phone), otherPort);
  }

  private String cookieName() {
    return "tidebook_device_http_" + base().getPort();
  }

  /** The header that keeps the device's id; empty if there is none. */
  private static String deviceCookie(ApiResponse answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("tidebook_device"))
        .findFirst()
        .orElse("");
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
