package org.tidebook.sync.store;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tidebook.sync.domain.Digest;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;

/**
 * What a tenant's live records come to, so that a device can prove that it has exactly what the
 * server has. Pushes keep the digests up to date; here they are read, and computed from the records
 * where they are not kept yet.
 */
@Dependent
public class Digests {

  private static final int ROWS_AT_A_TIME = 5_000;

  private final SyncDatabase database;
  private final Transactions transactions;
  private final EntityTypes types;
  private final TenantClocks clocks;

  @Inject
  public Digests(
      SyncDatabase database,
      SyncTransaction transactions,
      EntityTypes types,
      TenantOpening opening) {
    this(database, transactions, types, opening::open);
  }

  /** For use without a server. */
  Digests(
      SyncDatabase database,
      Transactions transactions,
      EntityTypes types,
      TenantClocks.Opening opening) {
    this.database = database;
    this.transactions = transactions;
    this.types = types;
    this.clocks = new TenantClocks(opening);
  }

  /**
   * The digests of all types, with the position that they are of.
   *
   * @param now server time
   * @throws DatabaseFailure if the database fails
   */
  public TenantDigests read(String tenantId, Stamp now) {
    return database
        .use(connection -> DigestTable.read(connection, tenantId, types))
        .orElseGet(
            () -> clocks.opened(tenantId, now, () -> transactions.run(c -> begun(c, tenantId))));
  }

  /**
   * Under the lock no push can change what is counted; pushes after it keep what was counted.
   * Nothing before the tenant's clock row is made.
   */
  private Optional<TenantDigests> begun(Connection connection, String tenantId)
      throws SQLException {
    Optional<TenantClock> clock = TenantClocks.lock(connection, tenantId);
    if (clock.isEmpty()) {
      return Optional.empty();
    }
    if (!clock.get().digested()) {
      DigestTable.begin(connection, tenantId, computed(connection, tenantId, types));
    }
    return DigestTable.read(connection, tenantId, types);
  }

  /** The digests as the records themselves have them; types without records are left out. */
  static Map<EntityType, Digest> computed(Connection connection, String tenantId, EntityTypes types)
      throws SQLException {
    Map<EntityType, Digest> digests = new LinkedHashMap<>();
    for (EntityType type : types.all()) {
      Digest digest = computed(connection, tenantId, type);
      if (!digest.equals(Digest.NONE)) {
        digests.put(type, digest);
      }
    }
    return digests;
  }

  private static Digest computed(Connection connection, String tenantId, EntityType type)
      throws SQLException {
    String sql =
        "select id, updated_at from %s where tenant_id = ? and id > ? and deleted_at is null"
                .formatted(type.name())
            + " order by tenant_id, id fetch first ? rows only";
    Digest digest = Digest.NONE;
    String last = "";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      while (true) {
        select.setString(1, tenantId);
        select.setString(2, last);
        select.setInt(3, ROWS_AT_A_TIME);
        int rows = 0;
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            rows++;
            last = row.getString(1);
            digest = digest.plus(last, Stamp.ofMicros(row.getLong(2)));
          }
        }
        if (rows < ROWS_AT_A_TIME) {
          return digest;
        }
      }
    }
  }
}
