package org.tidebook.platform;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * Checks the database and brings it to this version before anything else runs: a {@code @Startup}
 * singleton is the first code of the application on every server. A failure stops the deployment.
 *
 * <p>Transactions are bean-managed, since Flyway commits its own.
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class DatabaseMigration {
  @Resource(lookup = "java:comp/DefaultDataSource")
  private @Nullable DataSource dataSource;

  @PostConstruct
  void migrate() {
    var source = dataSource;
    if (source == null) {
      throw new IllegalStateException("The server offers no default data source.");
    }
    try (var connection = source.getConnection()) {
      DatabaseChecks.require(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("The database of TIDEBOOK_DB_URL cannot be reached.", e);
    }
    var flyway =
        Flyway.configure(DatabaseMigration.class.getClassLoader())
            .dataSource(source)
            .locations("classpath:db/migration")
            .failOnMissingLocations(true)
            .load();
    flyway.migrate();
    if (flyway.info().current() == null) {
      throw new IllegalStateException("No database migration was found in the WAR.");
    }
  }
}
