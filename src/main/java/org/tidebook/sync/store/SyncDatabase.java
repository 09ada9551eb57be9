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
   * transaction of its own.
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
}
