package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.SyncDatabase;

/**
 * The devices in the database. Nothing but their list reads it, so no push or pull waits for it.
 */
@ApplicationScoped
public class DeviceTable {

  /** Of a user; whoever makes up a device for each request pushes out the idle ones only. */
  static final int MAX_DEVICES = 100;

  private static final String UPDATE =
      "update device set user_agent = ?,"
          + " last_synced_at = case when last_synced_at < ? then ? else last_synced_at end,"
          + " pulled_to = case when ? > 0 then ? else pulled_to end,"
          + " pushed_to = case when pushed_to < ? then ? else pushed_to end"
          + " where user_id = ? and id = ?";
  private static final String INSERT =
      "insert into device"
          + " (user_agent, first_synced_at, last_synced_at, pulled_to, pushed_to, user_id, id)"
          + " values (?, ?, ?, ?, ?, ?, ?)";
  private static final String FORGET =
      "delete from device where user_id = ? and last_synced_at <"
          + " (select last_synced_at from device where user_id = ? order by last_synced_at desc"
          + " offset "
          + (MAX_DEVICES - 1)
          + " rows fetch next 1 row only)";
  private static final String LIST =
      "select id, user_agent, first_synced_at, last_synced_at, pulled_to, pushed_to from device"
          + " where user_id = ? order by last_synced_at desc, id";

  private SyncDatabase database;

  @SuppressWarnings("NullAway.Init") // For the container's proxy alone.
  protected DeviceTable() {}

  @Inject
  public DeviceTable(SyncDatabase database) {
    this.database = database;
  }

  /**
   * Adds what devices did to what is known of them, in one transaction.
   *
   * @throws org.tidebook.sync.store.DatabaseFailure if the database fails; also if another node has
   *     just written the first row of one of the devices, and then a second try succeeds
   */
  @Transactional
  public void write(SortedMap<DeviceKey, DeviceProgress> done) {
    database.use(
        connection -> {
          SortedMap<DeviceKey, DeviceProgress> unknown = update(connection, done);
          if (!unknown.isEmpty()) {
            insert(connection, unknown);
            forgetIdle(connection, unknown.keySet());
          }
          return unknown.size();
        });
  }

  /**
   * A user's devices, the one that synced last first.
   *
   * @throws org.tidebook.sync.store.DatabaseFailure if the database fails
   */
  List<Device> of(String userId) {
    return database.use(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, userId);
            try (ResultSet rows = select.executeQuery()) {
              List<Device> devices = new ArrayList<>();
              while (rows.next()) {
                devices.add(read(rows));
              }
              return devices;
            }
          }
        });
  }

  /** Those that had no row to update. */
  private static SortedMap<DeviceKey, DeviceProgress> update(
      Connection connection, SortedMap<DeviceKey, DeviceProgress> done) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (Map.Entry<DeviceKey, DeviceProgress> entry : done.entrySet()) {
        DeviceProgress progress = entry.getValue();
        update.setString(1, progress.userAgent());
        setTwice(update, 2, progress.lastSyncedAt().micros());
        setTwice(update, 4, microsOf(progress.checkpoint()));
        setTwice(update, 6, microsOf(progress.acknowledged()));
        update.setString(8, entry.getKey().userId());
        update.setString(9, entry.getKey().deviceId());
        update.addBatch();
      }
      int[] counts = update.executeBatch();
      SortedMap<DeviceKey, DeviceProgress> unknown = new TreeMap<>();
      int place = 0;
      for (Map.Entry<DeviceKey, DeviceProgress> entry : done.entrySet()) {
        if (counts[place++] == 0) {
          unknown.put(entry.getKey(), entry.getValue());
        }
      }
      return unknown;
    }
  }

  private static void insert(Connection connection, SortedMap<DeviceKey, DeviceProgress> unknown)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Map.Entry<DeviceKey, DeviceProgress> entry : unknown.entrySet()) {
        DeviceProgress progress = entry.getValue();
        insert.setString(1, progress.userAgent());
        insert.setLong(2, progress.firstSyncedAt().micros());
        insert.setLong(3, progress.lastSyncedAt().micros());
        insert.setLong(4, microsOf(progress.checkpoint()));
        insert.setLong(5, microsOf(progress.acknowledged()));
        insert.setString(6, entry.getKey().userId());
        insert.setString(7, entry.getKey().deviceId());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void forgetIdle(Connection connection, Set<DeviceKey> added) throws SQLException {
    Set<String> users = new TreeSet<>();
    added.forEach(device -> users.add(device.userId()));
    try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
      for (String userId : users) {
        delete.setString(1, userId);
        delete.setString(2, userId);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  private static Device read(ResultSet row) throws SQLException {
    return new Device(
        Objects.requireNonNull(row.getString(1)),
        new DeviceProgress(
            Objects.requireNonNull(row.getString(2)),
            Stamp.ofMicros(row.getLong(3)),
            Stamp.ofMicros(row.getLong(4)),
            stampOf(row.getLong(5)),
            stampOf(row.getLong(6))));
  }

  private static void setTwice(PreparedStatement statement, int place, long value)
      throws SQLException {
    statement.setLong(place, value);
    statement.setLong(place + 1, value);
  }

  /** 0 stands for null: databases disagree on comparisons with it. */
  private static long microsOf(@Nullable Stamp stamp) {
    return stamp == null ? 0 : stamp.micros();
  }

  private static @Nullable Stamp stampOf(long micros) {
    return micros == 0 ? null : Stamp.ofMicros(micros);
  }
}
