package org.tidebook.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.tidebook.server.TestDatabase;
import org.tidebook.sync.domain.Stamp;

/** The least that any server would have to do with the same database: no checks, no protocol. */
final class PlainJdbc {

  private static final String COLUMNS =
      "created_at, updated_at, updated_by, deleted_at, changed_at, date, kind, amount, currency,"
          + " account_id, contact_id, description, reference, tenant_id, id";
  private static final String USER = "00000000-0000-4000-8000-000000000001";

  private final TestDatabase database;

  PlainJdbc(TestDatabase database) {
    this.database = database;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  private boolean isH2() {
    return database.url().startsWith("jdbc:h2:");
  }

  private String upsertSql() {
    String values = " (" + COLUMNS + ") values (?" + ", ?".repeat(14) + ")";
    return isH2()
        ? "merge into transactions ("
            + COLUMNS
            + ") key (tenant_id, id) values (?"
            + ", ?".repeat(14)
            + ")"
        : "insert into transactions"
            + values
            + " on conflict (tenant_id, id) do update set updated_at = excluded.updated_at,"
            + " updated_by = excluded.updated_by, deleted_at = excluded.deleted_at,"
            + " changed_at = excluded.changed_at, date = excluded.date, kind = excluded.kind,"
            + " amount = excluded.amount, currency = excluded.currency,"
            + " account_id = excluded.account_id, contact_id = excluded.contact_id,"
            + " description = excluded.description, reference = excluded.reference";
  }

  private static void upsert(
      PreparedStatement statement, String tenant, List<Sample> samples, AtomicLong clock)
      throws SQLException {
    for (Sample sample : samples) {
      statement.setLong(1, sample.updatedAt());
      statement.setLong(2, sample.updatedAt());
      statement.setString(3, USER);
      statement.setNull(4, Types.BIGINT);
      statement.setLong(5, clock.incrementAndGet());
      statement.setString(6, sample.date());
      statement.setString(7, "income");
      statement.setBigDecimal(8, sample.amount());
      statement.setString(9, "EUR");
      statement.setString(10, sample.accountId());
      statement.setString(11, sample.contactId());
      statement.setString(12, sample.description());
      statement.setString(13, sample.reference());
      statement.setString(14, tenant);
      statement.setString(15, sample.id());
      statement.addBatch();
    }
    statement.executeBatch();
  }

  /** Upserts in batches with one commit each. */
  void push(String tenant, List<List<Sample>> batches, AtomicLong clock) throws SQLException {
    try (var connection = connect()) {
      connection.setAutoCommit(false);
      try (var statement = connection.prepareStatement(upsertSql())) {
        for (var batch : batches) {
          upsert(statement, tenant, batch, clock);
          connection.commit();
        }
      }
    }
  }

  /** One record, told to whoever listens, in one transaction. */
  void upsertAndNotify(Connection connection, String tenant, Sample sample, String channel)
      throws SQLException {
    try (var statement = connection.prepareStatement(upsertSql());
        var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
      upsert(statement, tenant, List.of(sample), new AtomicLong(sample.updatedAt()));
      notify.setString(1, channel);
      notify.setString(2, sample.id());
      notify.execute();
      connection.commit();
    }
  }

  /** When a record was committed, as PostgreSQL tells. */
  Instant committedAt(String id) throws SQLException {
    try (var connection = connect();
        var query =
            connection.prepareStatement(
                "select pg_xact_commit_timestamp(xmin) from transactions where id = ?")) {
      query.setString(1, id);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getObject(1, OffsetDateTime.class).toInstant();
      }
    }
  }

  /** Streams a tenant's records as the same JSON to a socket that somebody drains; the count. */
  int pull(String tenant) throws SQLException, IOException {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var pool = new Pool(1)) {
      var drained = pool.submit(() -> drain(listener));
      int rows = 0;
      try (var socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
          var out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
          var connection = connect()) {
        connection.setAutoCommit(false);
        try (var select =
            connection.prepareStatement(
                "select "
                    + COLUMNS
                    + " from transactions where tenant_id = ? order by changed_at")) {
          select.setString(1, tenant);
          select.setFetchSize(1_000);
          try (var row = select.executeQuery()) {
            while (row.next()) {
              writeRecord(out, row);
              rows++;
            }
          }
        }
      }
      drained.await();
      return rows;
    }
  }

  private static void writeRecord(OutputStream out, ResultSet row)
      throws SQLException, IOException {
    var json = new StringBuilder(512);
    json.append("{\"id\":\"").append(row.getString(15));
    json.append("\",\"createdAt\":\"").append(Stamp.ofMicros(row.getLong(1)));
    json.append("\",\"updatedAt\":\"").append(Stamp.ofMicros(row.getLong(2)));
    json.append("\",\"updatedBy\":\"").append(row.getString(3));
    json.append("\",\"deletedAt\":null,\"date\":\"").append(row.getString(6));
    json.append("\",\"kind\":\"").append(row.getString(7));
    json.append("\",\"amount\":\"")
        .append(row.getBigDecimal(8).stripTrailingZeros().toPlainString());
    json.append("\",\"currency\":\"").append(row.getString(9));
    json.append("\",\"accountId\":\"").append(row.getString(10));
    json.append("\",\"contactId\":\"").append(row.getString(11));
    json.append("\",\"description\":\"");
    escape(json, row.getString(12));
    json.append("\",\"reference\":\"");
    escape(json, row.getString(13));
    json.append("\"},");
    out.write(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void escape(StringBuilder json, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
  }

  private static int drain(ServerSocket listener) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    int bytes = 0;
    try (var socket = listener.accept();
        var in = socket.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
      }
    }
    return bytes;
  }

  /** Rounds that threads finish in a time: 20 upserts, a commit, one indexed read each. */
  long rounds(int threads, List<String> tenants, long millis, AtomicLong clock) throws Exception {
    long end = System.nanoTime() + millis * 1_000_000;
    try (var pool = new Pool(threads)) {
      var running = new ArrayList<Pool.Work<Long>>();
      for (int i = 0; i < threads; i++) {
        String tenant = tenants.get(i % tenants.size());
        running.add(pool.submit(() -> roundsUntil(tenant, end, clock)));
      }
      long rounds = 0;
      for (var each : running) {
        rounds += each.await();
      }
      return rounds;
    }
  }

  private long roundsUntil(String tenant, long end, AtomicLong clock) throws SQLException {
    long rounds = 0;
    long since = clock.get();
    try (var connection = connect()) {
      connection.setAutoCommit(false);
      try (var upsert = connection.prepareStatement(upsertSql());
          var select =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from transactions where tenant_id = ? and changed_at > ?"
                      + " order by changed_at fetch first 1000 rows only")) {
        var mine = new ArrayList<Sample>();
        while (System.nanoTime() < end) {
          var batch = Load.nextBatch(mine, rounds);
          upsert(upsert, tenant, batch, clock);
          connection.commit();
          select.setString(1, tenant);
          select.setLong(2, since);
          try (var row = select.executeQuery()) {
            while (row.next()) {
              since = Math.max(since, row.getLong(5));
              row.getString(12);
            }
          }
          connection.commit();
          rounds++;
        }
      }
    }
    return rounds;
  }

  /** A tenant's records, made by the database itself: a million takes seconds. */
  void fill(String tenant, int from, int count, long firstStamp) throws SQLException {
    String id =
        isH2()
            ? "'00000000-0000-4000-8000-' || lpad(n, 12, '0')"
            : "'00000000-0000-4000-8000-' || lpad(n::text, 12, '0')";
    String numbers =
        isH2()
            ? "(select x as n from system_range(%d, %d)) as numbers"
                .formatted(from + 1, from + count)
            : "generate_series(%d, %d) as numbers (n)".formatted(from + 1, from + count);
    String insert =
        "insert into transactions (%s) select %d, %d, '%s', null, %d + n, '2026-03-04', 'income',"
                .formatted(COLUMNS, firstStamp, firstStamp, USER, firstStamp)
            + " 1250.5, 'EUR', '"
            + USER
            + "', '"
            + USER
            + "', 'Rent of a unit, paid by standing order', 'R-1', '"
            + tenant
            + "', "
            + id
            + " from "
            + numbers;
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(insert);
      statement.execute(
          "update tenant_clock set changed_at = %d where tenant_id = '%s'"
              .formatted(firstStamp + from + count, tenant));
      statement.execute("analyze");
    }
  }

  /** Threads for a while, whose failures are not lost. */
  static final class Pool implements AutoCloseable {

    /** A result to come. */
    static final class Work<T> {
      private final Future<T> future;

      Work(Future<T> future) {
        this.future = future;
      }

      T await() {
        try {
          return future.get();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    }

    private final ExecutorService threads;

    Pool(int size) {
      threads = Executors.newFixedThreadPool(size);
    }

    <T> Work<T> submit(Callable<T> work) {
      return new Work<>(threads.submit(work));
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
