package org.tidebook.identity;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.tidebook.sync.domain.Stamp;

/**
 * A user together with the tenant and the sign-in, as one query reads them.
 *
 * @param lastSeenAtMicros when a request was last noted for this sign-in
 * @param lifetimeMicros how long the sign-in lasts without a request; 0 for a personal access
 *     token, which lasts until it is revoked
 */
public record SignedIn(
    String userId,
    String userName,
    String email,
    String roleWord,
    String tenantId,
    String tenantName,
    long lastSeenAtMicros,
    long lifetimeMicros) {

  static SignedIn of(User user, Tenant tenant, SignIn signIn) {
    return new SignedIn(
        user.id(),
        user.name(),
        user.email(),
        user.role().word(),
        tenant.id(),
        tenant.name(),
        signIn.lastSeenAt().micros(),
        signIn.lifetime().toNanos() / 1_000);
  }

  Role role() {
    return Role.ofWord(roleWord);
  }

  /** The value of the header {@code Tidebook-Session} for this sign-in. */
  String sessionName() {
    return tenantId + "/" + userId;
  }

  JsonObject toJson(Stamp serverTime) {
    return Json.createObjectBuilder()
        .add(
            "user",
            Json.createObjectBuilder()
                .add("id", userId)
                .add("name", userName)
                .add("email", email)
                .add("role", roleWord))
        .add("tenant", Json.createObjectBuilder().add("id", tenantId).add("name", tenantName))
        .add("serverTime", serverTime.toString())
        .build();
  }
}
