package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One transaction at a time writes on H2, which keeps a part of others when it is killed. */
class WriteTurnTest {

  private static final int WRITERS = 6;
  private static final int TABLES = 6;
  private static final int ROWS = 40;
  private static final int KILLS = 300;

  /**
   * What a kill leaves is a beginning of the file: H2 appends to it and does not use any part of it
   * again for 45 s. Without the turn some of these files have a part of a transaction.
   */
  @Test
  @Timeout(40)
  void whereverTheFileEndsATransactionIsWholeOrNotThere(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("written.mv.db");
    NavigableSet<Long> ends = write(file);

    assertTrue(Files.size(file) >= ends.last(), "the file was made compact");
    List<String> torn = new ArrayList<>();
    for (long end : ends.descendingSet()) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(end);
      }
      tornIn(file).forEach(rows -> torn.add("at byte " + end + ": " + rows));
    }

    assertEquals(List.of(), torn);
  }

  @Test
  @Timeout(40)
  void theTurnLastsUntilTheCommitAndIsGivenBackAlsoByWorkThatFails() {
    var turn = new WriteTurn();
    assertThrows(
        SQLException.class,
        () ->
            turn.take(
                () -> {
                  throw new SQLException("refused");
                }));

    CompletableFuture<String> other;
    try (var held = new Held(turn)) {
      other =
          CompletableFuture.supplyAsync(() -> turn.<String, RuntimeException>take(() -> "mine"));
      held.awaitOneWaiting();
      assertFalse(other.isDone());
    }

    assertEquals("mine", other.join());
    assertEquals(3, turn.taken());
    assertTrue(turn.waited().toNanos() > 0);
  }

  @Test
  void workWithinWorkDoesNotWaitForItself() {
    var turn = new WriteTurn();

    String inner = turn.take(() -> turn.<String, RuntimeException>take(() -> "inner"));

    assertEquals("inner", inner);
    assertEquals(1, turn.taken());
  }

  @Test
  void whoseTurnDoesNotComeIsToldToTryAgain() {
    var turn = new WriteTurn(Duration.ofMillis(1));
    try (var held = new Held(turn)) {
      DatabaseFailure failure =
          assertThrows(
              DatabaseFailure.class, () -> turn.<String, RuntimeException>take(() -> "never"));

      assertTrue(failure.getCause() instanceof SQLTransientException, failure::toString);
      assertEquals(1, turn.taken(), held::toString);
    }
  }

  @Test
  void whoIsToldToEndWhileWaitingDoesNothing() {
    var turn = new WriteTurn();
    try (var held = new Held(turn)) {
      Thread.currentThread().interrupt();
      assertThrows(DatabaseFailure.class, () -> turn.<String, RuntimeException>take(() -> "never"));

      assertTrue(Thread.interrupted(), "the order to end was swallowed");
      assertEquals(1, turn.taken(), held::toString);
    }
  }

  /**
   * Writes until the file has ended in enough places; each transaction writes {@link #ROWS} rows to
   * every table.
   */
  private static NavigableSet<Long> write(Path file) throws Exception {
    var source = new JdbcDataSource();
    source.setUrl(urlOf(file) + ";WRITE_DELAY=0;LOCK_TIMEOUT=30000");
    var database = new SyncDatabase(source);
    var done = new AtomicBoolean();
    NavigableSet<Long> ends = new TreeSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (Connection open = source.getConnection();
        Statement statement = open.createStatement()) {
      makeLogsOfTransactions(source);
      for (int table = 0; table < TABLES; table++) {
        statement.execute("create table t%d (id bigint primary key, n int)".formatted(table));
      }
      List<CompletableFuture<Integer>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int first = i * 1_000_000;
        writers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  int n = first;
                  while (!done.get()) {
                    writeOne(database, n++);
                  }
                  return n;
                },
                threads));
      }
      while (ends.size() < KILLS) {
        writers.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
        ends.add(Files.size(file));
      }
      done.set(true);
      writers.forEach(CompletableFuture::join);
      // Else it would be made compact, over what is to be looked at.
      statement.execute("shutdown immediately");
    } finally {
      done.set(true);
      threads.shutdown();
    }
    return ends;
  }

  private static void writeOne(SyncDatabase database, int n) {
    database.inTurn(
        () ->
            database.use(
                connection -> {
                  connection.setAutoCommit(false);
                  for (int table = 0; table < TABLES; table++) {
                    String sql =
                        "insert into t%d select cast(? as bigint) * ? + x, ? from system_range(1, ?)"
                            .formatted(table);
                    try (PreparedStatement insert = connection.prepareStatement(sql)) {
                      insert.setInt(1, n);
                      insert.setInt(2, ROWS);
                      insert.setInt(3, n);
                      insert.setInt(4, ROWS);
                      insert.executeUpdate();
                    }
                  }
                  connection.commit();
                  return n;
                }));
  }

  /**
   * Makes what H2 needs to undo as many transactions as there are writers, before the tables: a
   * part of a transaction is kept if H2 collects what undoes it before the table.
   */
  private static void makeLogsOfTransactions(JdbcDataSource source) throws SQLException {
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < WRITERS + 1; i++) {
      Connection connection = source.getConnection();
      connections.add(connection);
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table if not exists begun (n int)");
        connection.setAutoCommit(false);
        statement.execute("insert into begun values (1)");
      }
    }
    for (Connection connection : connections) {
      connection.commit();
      connection.close();
    }
  }

  private static List<String> tornIn(Path file) throws SQLException {
    StringBuilder rows = new StringBuilder("select n from t0");
    for (int table = 1; table < TABLES; table++) {
      rows.append(" union all select n from t").append(table);
    }
    String sql =
        "select n, count(*) from (%s) group by n having count(*) <> %d"
            .formatted(rows, TABLES * ROWS);
    List<String> torn = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(urlOf(file) + ";ACCESS_MODE_DATA=r");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        torn.add("%d rows of transaction %d".formatted(row.getInt(2), row.getInt(1)));
      }
    }
    return torn;
  }

  private static String urlOf(Path file) {
    return "jdbc:h2:" + file.toString().replace(".mv.db", "");
  }

  /** A turn that another thread has, until it is closed. */
  private static final class Held implements AutoCloseable {

    private final WriteTurn turn;
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final CompletableFuture<String> begun = new CompletableFuture<>();
    private final CompletableFuture<String> held;

    Held(WriteTurn turn) {
      this.turn = turn;
      this.held =
          CompletableFuture.supplyAsync(
              () ->
                  turn.<String, RuntimeException>take(
                      () -> {
                        begun.complete("begun");
                        return end.join();
                      }));
      begun.join();
    }

    void awaitOneWaiting() {
      while (turn.waiting() == 0) {
        Thread.onSpinWait();
      }
    }

    @Override
    public String toString() {
      return turn.waiting() + " wait";
    }

    @Override
    public void close() {
      end.complete("end");
      held.join();
    }
  }
}
