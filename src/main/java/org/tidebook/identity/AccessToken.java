package org.tidebook.identity;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/** A personal access token: it stands for its user until it is revoked. */
@Entity
@Table(name = "access_token")
public class AccessToken {

  @Id private String id;

  @Column(name = "user_id")
  private String userId;

  private String name;

  @Column(name = "token_hash")
  private String tokenHash;

  @Column(name = "created_at")
  private long createdAtMicros;

  @Column(name = "last_used_at")
  private @Nullable Long lastUsedAtMicros;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields.
  protected AccessToken() {}

  AccessToken(String id, String userId, String name, String tokenHash, Stamp now) {
    this.id = id;
    this.userId = userId;
    this.name = name;
    this.tokenHash = tokenHash;
    this.createdAtMicros = now.micros();
  }

  /** A UUID, by which the token is listed and revoked. */
  public String id() {
    return id;
  }

  public String userId() {
    return userId;
  }

  public String name() {
    return name;
  }

  public String tokenHash() {
    return tokenHash;
  }

  public Stamp createdAt() {
    return Stamp.ofMicros(createdAtMicros);
  }

  /** When a request last came with it, to about five minutes; null before the first. */
  public @Nullable Stamp lastUsedAt() {
    return lastUsedAtMicros == null ? null : Stamp.ofMicros(lastUsedAtMicros);
  }

  /** What its user sees of it; the secret is not among it. */
  JsonObject toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", id)
            .add("name", name)
            .add("createdAt", createdAt().toString());
    Stamp lastUsedAt = lastUsedAt();
    if (lastUsedAt == null) {
      json.addNull("lastUsedAt");
    } else {
      json.add("lastUsedAt", lastUsedAt.toString());
    }
    return json.build();
  }
}
