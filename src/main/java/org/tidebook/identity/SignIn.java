package org.tidebook.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import org.tidebook.sync.domain.Stamp;

/**
 * One browser that is signed in. It is kept in the database, so that nodes hold no state and a
 * restart signs nobody out.
 */
@Entity
@Table(name = "sign_in")
public class SignIn {

  @Id
  @Column(name = "token_hash")
  private String tokenHash;

  @Column(name = "user_id")
  private String userId;

  @Column(name = "created_at")
  private long createdAtMicros;

  @Column(name = "last_seen_at")
  private long lastSeenAtMicros;

  @Column(name = "expires_at")
  private long expiresAtMicros;

  @Column(name = "lifetime")
  private long lifetimeMicros;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields.
  protected SignIn() {}

  SignIn(String tokenHash, String userId, Duration lifetime, Stamp now) {
    this.tokenHash = tokenHash;
    this.userId = userId;
    this.createdAtMicros = now.micros();
    this.lastSeenAtMicros = now.micros();
    this.expiresAtMicros = now.plus(lifetime).micros();
    this.lifetimeMicros = lifetime.toNanos() / 1_000;
  }

  public String tokenHash() {
    return tokenHash;
  }

  public String userId() {
    return userId;
  }

  public Stamp createdAt() {
    return Stamp.ofMicros(createdAtMicros);
  }

  public Stamp lastSeenAt() {
    return Stamp.ofMicros(lastSeenAtMicros);
  }

  public Stamp expiresAt() {
    return Stamp.ofMicros(expiresAtMicros);
  }

  public Duration lifetime() {
    return Duration.ofNanos(lifetimeMicros * 1_000);
  }
}
