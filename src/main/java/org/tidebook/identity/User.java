package org.tidebook.identity;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/**
 * A member of a tenant: a person who may sign in. An email belongs to one user over all tenants.
 *
 * <p>A removed member keeps id and name, by which records still say who edited them, and loses
 * everything else (D6).
 */
@Entity
@Table(name = "app_user")
public class User {

  @Id private String id;

  @Column(name = "tenant_id")
  private String tenantId;

  private String name;

  private String email;

  @Column(name = "email_key")
  private String emailKey;

  @Column(name = "password_hash")
  private String passwordHash;

  private String role;

  @Column(name = "created_at")
  private long createdAtMicros;

  @Column(name = "removed_at")
  private @Nullable Long removedAtMicros;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields.
  protected User() {}

  User(
      String id,
      String tenantId,
      String name,
      String email,
      String passwordHash,
      Role role,
      Stamp createdAt) {
    this.id = id;
    this.tenantId = tenantId;
    this.name = name;
    this.email = email;
    this.emailKey = emailKey(email);
    this.passwordHash = passwordHash;
    this.role = role.word();
    this.createdAtMicros = createdAt.micros();
  }

  /** The form in which two emails compare. */
  static String emailKey(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  public String id() {
    return id;
  }

  public String tenantId() {
    return tenantId;
  }

  public String name() {
    return name;
  }

  public String email() {
    return email;
  }

  String passwordHash() {
    return passwordHash;
  }

  public Role role() {
    return Role.ofWord(role);
  }

  public Stamp createdAt() {
    return Stamp.ofMicros(createdAtMicros);
  }

  /** When the member was removed; null for a member. */
  public @Nullable Stamp removedAt() {
    return removedAtMicros == null ? null : Stamp.ofMicros(removedAtMicros);
  }

  /** Takes from a member everything but the name, and frees the email for someone else. */
  void remove(Stamp now) {
    email = "";
    emailKey = id; // unique, and no email, since those have an @
    passwordHash = "";
    removedAtMicros = now.micros();
  }

  /** What the other members see of a member; of a removed one, that there was one. */
  JsonObject toJson() {
    JsonObjectBuilder json = Json.createObjectBuilder().add("id", id).add("name", name);
    if (removedAtMicros != null) {
      return json.add("removedAt", Stamp.ofMicros(removedAtMicros).toString()).build();
    }
    return json.add("email", email)
        .add("role", role)
        .add("createdAt", createdAt().toString())
        .build();
  }
}
