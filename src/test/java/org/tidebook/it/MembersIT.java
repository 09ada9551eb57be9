package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;

/** The members of a tenant: who may see, add and remove them, and what becomes of a removed one. */
class MembersIT extends TidebookWar {

  private static final String USERS = "api/users";

  @Test
  void anOwnerAddsMembersWhoSignInWithTheirRole() {
    ApiClient owner = owner();
    JsonObject tenant = owner.get("api/auth/session").json().getJsonObject("tenant");

    for (String role : List.of("owner", "editor", "viewer")) {
      JsonObject asked = Members.newMember(role);
      JsonObject added = Members.add(owner, asked);
      JsonObject session =
          Members.signedIn(base(), added).get("api/auth/session").json().getJsonObject("user");

      assertEquals(asked.get("name"), added.get("name"));
      assertEquals(asked.get("email"), added.get("email"));
      assertEquals(role, session.getString("role"));
      assertEquals(added.getString("id"), session.getString("id"));
      assertFalse(added.containsKey("password"));
    }
    JsonObject viewer = Members.add(owner, Members.newMember("viewer"));
    assertEquals(
        tenant,
        Members.signedIn(base(), viewer).get("api/auth/session").json().getJsonObject("tenant"));
  }

  @Test
  void everyMemberSeesTheMembersOfTheirTenantAlone() {
    ApiClient owner = owner();
    JsonObject editor = Members.add(owner, Members.newMember("editor"));
    JsonObject viewer = Members.add(owner, Members.newMember("viewer"));
    Members.add(owner(), Members.newMember("editor"));

    List<JsonObject> seen = items(Members.signedIn(base(), viewer));

    assertEquals(seen, items(owner));
    assertEquals(
        List.of(Members.userId(owner), editor.getString("id"), viewer.getString("id")), ids(seen));
    assertEquals(editor, seen.get(1));
  }

  @Test
  void onlyAnOwnerManagesMembers() {
    ApiClient owner = owner();
    for (String role : List.of("editor", "viewer")) {
      JsonObject member = Members.add(owner, Members.newMember(role));
      ApiClient client = Members.signedIn(base(), member);

      ApiResponse added = client.post(USERS, Members.newMember("viewer"));
      ApiResponse removed = client.call("DELETE", USERS + "/" + Members.userId(owner), "");
      ApiResponse left = client.call("DELETE", USERS + "/" + member.getString("id"), "");

      for (ApiResponse answer : List.of(added, removed, left)) {
        assertEquals(403, answer.status());
        assertEquals("forbidden", answer.problemType());
      }
    }
    assertEquals(3, items(owner).size());
    assertEquals(401, stranger().get(USERS).status());
    assertEquals(401, stranger().post(USERS, Members.newMember("owner")).status());
  }

  @Test
  void anEmailThatSomeoneHasIsRefusedWhateverItsCase() {
    JsonObject other = Members.add(owner(), Members.newMember("viewer"));
    String email = other.getString("email").toUpperCase(Locale.ROOT);

    ApiResponse refused = owner().post(USERS, Members.newMember("editor", email));

    assertEquals(409, refused.status());
    assertEquals("conflict", refused.problemType());
  }

  @Test
  void ofManyWhoAddTheSameEmailAtOnceOneSucceeds() {
    ApiClient owner = owner();
    JsonObject member = Members.newMember("editor");

    List<Integer> statuses =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> owner.post(USERS, member).status()))
            .limit(4)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();

    assertEquals(List.of(201, 409, 409, 409), statuses);
  }

  @Test
  void everyWrongFieldIsNamed() {
    ApiResponse refused =
        owner().post(USERS, "{\"email\":\"x\",\"password\":\"short\",\"role\":\"king\"}");

    assertEquals("invalid", refused.problemType());
    assertEquals(
        List.of("name", "email", "password", "role"),
        refused.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
            .map(error -> error.getString("field"))
            .toList());
  }

  @Test
  void aViewerReadsAndNeverWrites() {
    ApiClient owner = owner();
    ApiClient viewer = Members.signedIn(base(), Members.add(owner, Members.newMember("viewer")));
    owner.post("api/state/changes", Members.pushOf("Seen"));

    ApiResponse pushed = viewer.post("api/state/changes", Members.pushOf("Never"));

    assertEquals(403, pushed.status());
    assertEquals("forbidden", pushed.problemType());
    String books = viewer.get("api/state/changes").text();
    assertTrue(books.contains("Seen"), books);
    assertFalse(books.contains("Never"), books);
  }

  @Test
  void aRemovedMemberIsLockedOutAtOnce() {
    ApiClient owner = owner();
    JsonObject member = Members.add(owner, Members.newMember("editor"));
    ApiClient removed = Members.signedIn(base(), member);
    String bearer = Members.bearer(Members.token(removed));
    assertEquals(200, stranger().get("api/auth/session", "Authorization", bearer).status());

    assertEquals(204, remove(owner, member).status());

    assertEquals(401, removed.get("api/auth/session").status());
    assertEquals(401, removed.post("api/state/changes", Members.pushOf("Late")).status());
    assertEquals(401, stranger().get("api/auth/session", "Authorization", bearer).status());
    assertEquals(401, Members.signIn(stranger(), member.getString("email")).status());
    assertEquals(404, remove(owner, member).status());
  }

  @Test
  void recordsGoOnNamingARemovedMember() {
    ApiClient owner = owner();
    JsonObject member = Members.add(owner, Members.newMember("editor"));
    Members.signedIn(base(), member).post("api/state/changes", Members.pushOf("Kept"));

    remove(owner, member);

    JsonObject page = owner.get("api/state/changes").json();
    JsonObject record = page.getJsonObject("entities").getJsonArray("contacts").getJsonObject(0);
    assertEquals(member.getString("id"), record.getString("updatedBy"));
    JsonObject users = owner.get(USERS).json();
    assertEquals(List.of(Members.userId(owner)), ids(items(owner)));
    JsonObject former = users.getJsonArray("removed").getJsonObject(0);
    assertEquals(member.getString("id"), former.getString("id"));
    assertEquals(member.getString("name"), former.getString("name"));
    assertFalse(former.toString().contains("@"), former.toString());
  }

  @Test
  void theEmailOfARemovedMemberIsFreeAgain() {
    ApiClient owner = owner();
    JsonObject asked = Members.newMember("editor");
    JsonObject first = Members.add(owner, asked);
    remove(owner, first);

    JsonObject second = Members.add(owner, asked);

    assertFalse(first.getString("id").equals(second.getString("id")));
    assertEquals(200, Members.signIn(stranger(), asked.getString("email")).status());
  }

  @Test
  void theLastOwnerStaysAndSaysWhy() {
    ApiClient owner = owner();
    String id = Members.userId(owner);

    ApiResponse refused = owner.call("DELETE", USERS + "/" + id, "");

    assertEquals(409, refused.status());
    assertEquals("conflict", refused.problemType());
    assertTrue(refused.json().getString("detail").contains("last owner"));
    JsonObject other = Members.add(owner, Members.newMember("owner"));
    assertEquals(204, owner.call("DELETE", USERS + "/" + id, "").status());
    assertEquals(401, owner.get(USERS).status());
    assertEquals(List.of(other.getString("id")), ids(items(Members.signedIn(base(), other))));
  }

  @Test
  void ofTwoOwnersWhoRemoveEachOtherOneStays() {
    ApiClient ayu = owner();
    JsonObject budiAsMember = Members.add(ayu, Members.newMember("owner"));
    ApiClient budi = Members.signedIn(base(), budiAsMember);
    String ayusId = Members.userId(ayu);

    CompletableFuture<ApiResponse> ofAyu =
        CompletableFuture.supplyAsync(() -> budi.call("DELETE", USERS + "/" + ayusId, ""));
    ApiResponse ofBudi = remove(ayu, budiAsMember);

    List<Integer> statuses = Stream.of(ofAyu.join().status(), ofBudi.status()).sorted().toList();
    assertEquals(204, statuses.get(0));
    assertTrue(List.of(401, 409).contains(statuses.get(1)), statuses.toString());
    assertEquals(
        1, Stream.of(ayu, budi).filter(client -> client.get(USERS).status() == 200).count());
  }

  @Test
  void membersOfAnotherTenantAreNotThere() {
    JsonObject other = Members.add(owner(), Members.newMember("editor"));

    ApiResponse refused = remove(owner(), other);

    assertEquals(404, refused.status());
    assertEquals("not-found", refused.problemType());
    assertEquals(200, Members.signIn(stranger(), other.getString("email")).status());
    assertEquals(404, owner().call("DELETE", USERS + "/" + UUID.randomUUID(), "").status());
    assertEquals(404, owner().call("DELETE", USERS + "/nobody", "").status());
  }

  private static ApiResponse remove(ApiClient owner, JsonObject member) {
    return owner.call("DELETE", USERS + "/" + member.getString("id"), "");
  }

  private static List<JsonObject> items(ApiClient client) {
    return client.get(USERS).json().getJsonArray("items").getValuesAs(JsonObject.class);
  }

  private static List<String> ids(List<JsonObject> items) {
    return items.stream().map(item -> item.getString("id")).toList();
  }
}
