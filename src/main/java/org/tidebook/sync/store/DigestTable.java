package org.tidebook.sync.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidebook.sync.domain.Digest;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;

/** The digests that are kept. Whoever writes them has locked the clock row (S1). */
final class DigestTable {

  /** One statement, so that position and digests are of the same moment. */
  private static final String READ =
      "select clock.changed_at, clock.feed, clock.digested,"
          + " kept.entity_type, kept.live_count, kept.hash_sum"
          + " from tenant_clock clock left join sync_digest kept on kept.tenant_id = clock.tenant_id"
          + " where clock.tenant_id = ?";

  private static final String ADD =
      "update sync_digest set live_count = live_count + ?,"
          + " hash_sum = mod(hash_sum + ?, 18446744073709551616)"
          + " where tenant_id = ? and entity_type = ?";
  private static final String INSERT =
      "insert into sync_digest (live_count, hash_sum, tenant_id, entity_type) values (?, ?, ?, ?)";
  private static final String CLEAR = "delete from sync_digest where tenant_id = ?";
  private static final String KEEP = "update tenant_clock set digested = true where tenant_id = ?";

  private DigestTable() {}

  /** The digests of all types with the position; empty where they are not kept yet. */
  static Optional<TenantDigests> read(Connection connection, String tenantId, EntityTypes types)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      select.setString(1, tenantId);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next() || !row.getBoolean(3)) {
          return Optional.empty();
        }
        Stamp position = Stamp.ofMicros(row.getLong(1));
        String feed = row.getString(2);
        Map<String, Digest> digestsByName = new HashMap<>();
        do {
          BigDecimal sum = row.getBigDecimal(6);
          if (sum != null) {
            digestsByName.put(row.getString(4), new Digest(row.getLong(5), sum.longValue()));
          }
        } while (row.next());
        return Optional.of(TenantDigests.of(position, feed, types, digestsByName));
      }
    }
  }

  /** Adds what changed to the digest of each type: one batch, and one more for types new here. */
  static void add(Connection connection, String tenantId, Map<EntityType, Digest> changes)
      throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    List<EntityType> types = new ArrayList<>(changes.keySet());
    int[] updated = batch(connection, ADD, tenantId, types, changes);
    List<EntityType> missing = new ArrayList<>();
    for (int i = 0; i < updated.length; i++) {
      if (updated[i] == 0) {
        missing.add(types.get(i));
      }
    }
    if (!missing.isEmpty()) {
      batch(connection, INSERT, tenantId, missing, changes);
    }
  }

  /** Sets the digests of a tenant; they are kept from now on. */
  static void begin(Connection connection, String tenantId, Map<EntityType, Digest> digests)
      throws SQLException {
    execute(connection, CLEAR, tenantId);
    batch(connection, INSERT, tenantId, new ArrayList<>(digests.keySet()), digests);
    execute(connection, KEEP, tenantId);
  }

  private static int[] batch(
      Connection connection,
      String sql,
      String tenantId,
      List<EntityType> types,
      Map<EntityType, Digest> digests)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (EntityType type : types) {
        Digest digest = digests.getOrDefault(type, Digest.NONE);
        statement.setLong(1, digest.count());
        statement.setBigDecimal(2, unsigned(digest.sum()));
        statement.setString(3, tenantId);
        statement.setString(4, type.name());
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  private static void execute(Connection connection, String sql, String tenantId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenantId);
      statement.executeUpdate();
    }
  }

  private static BigDecimal unsigned(long sum) {
    return new BigDecimal(new BigInteger(Long.toUnsignedString(sum)));
  }
}
