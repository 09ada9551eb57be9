package org.tidebook.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;
import org.tidebook.sync.domain.Stamp;

/** A person who may sign in. An email belongs to one user over all tenants. */
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
}
