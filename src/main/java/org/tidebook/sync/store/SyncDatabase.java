package org.tidebook.sync.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where the connections come from: the server's default data source. */
@ApplicationScoped
public class SyncDatabase {

  @Resource(lookup = "java:comp/DefaultDataSource")
  private @Nullable DataSource dataSource;

  private final WriteTurn turn = new WriteTurn();
  private volatile @Nullable String product;

  public SyncDatabase() {}

  /** For use without a server. */
  public SyncDatabase(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Work on a connection. */
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Does the work on a connection of the current transaction; without one, each statement is a
   * transaction of its own, and work that writes has to be done with {@link #write}.
   *
   * @throws DatabaseFailure if the database fails
   */
  public <T> T use(Work<T> work) {
    DataSource source = Objects.requireNonNull(dataSource, "The server gave no data source.");
    try (Connection connection = source.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new DatabaseFailure(e);
    }
  }

  /**
   * The same for work that writes without a transaction. It must not be done while a connection of
   * {@link #use} is held: whose turn it is may need that one.
   *
   * @throws DatabaseFailure if the database fails
   */
  public <T> T write(Work<T> work) {
    return inTurn(() -> use(work));
  }

  /**
   * Does work that writes and commits, on H2 when nobody else does ({@link WriteTurn}).
   *
   * @throws DatabaseFailure if the turn did not come, or the database fails
   */
  <T extends @Nullable Object, E extends Exception> T inTurn(WriteTurn.Work<T, E> work) throws E {
    return product().equals("H2") ? turn.take(work) : work.run();
  }

  /** Whose turn it is to write, for those who count. */
  public WriteTurn turn() {
    return turn;
  }

  /**
   * What the database calls itself: {@code H2}, {@code PostgreSQL}.
   *
   * @throws DatabaseFailure if it cannot be asked
   */
  String product() {
    String known = product;
    if (known == null) {
      known = use(connection -> connection.getMetaData().getDatabaseProductName());
      product = known;
    }
    return known;
  }
}
