package org.tidebook.sync.entity;

import java.io.Serializable;

/**
 * The primary key of every synced table: an id means nothing outside its tenant.
 *
 * <p>A class and not a record, because JPA 3.1 fills an id class through its fields.
 */
public class RecordKey implements Serializable {

  private static final long serialVersionUID = 1L;

  private String tenantId = "";
  private String id = "";

  public RecordKey() {}

  public RecordKey(String tenantId, String id) {
    this.tenantId = tenantId;
    this.id = id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordKey key && tenantId.equals(key.tenantId) && id.equals(key.id);
  }

  @Override
  public int hashCode() {
    return 31 * tenantId.hashCode() + id.hashCode();
  }

  @Override
  public String toString() {
    return tenantId + "/" + id;
  }
}
