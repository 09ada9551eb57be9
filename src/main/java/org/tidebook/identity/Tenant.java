package org.tidebook.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.tidebook.sync.domain.Stamp;

/** An organisation: the boundary that no record crosses. */
@Entity
@Table(name = "tenant")
public class Tenant {

  @Id private String id;

  private String name;

  @Column(name = "created_at")
  private long createdAtMicros;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields.
  protected Tenant() {}

  Tenant(String id, String name, Stamp createdAt) {
    this.id = id;
    this.name = name;
    this.createdAtMicros = createdAt.micros();
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Stamp createdAt() {
    return Stamp.ofMicros(createdAtMicros);
  }
}
