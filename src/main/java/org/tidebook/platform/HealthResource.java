package org.tidebook.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.tidebook.identity.Public;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/**
 * {@code GET /api/health}: what a device asks to learn whether it is online, and orchestrators
 * whether to send requests here ({@code /ready}) or to start the process again ({@code /live}).
 */
@Path("health")
@ApplicationScoped
public class HealthResource {

  private static final Logger LOG = System.getLogger(HealthResource.class.getName());

  private static final String OK = "ok";

  /** Flyway writes its names with quotes, so that both databases keep them in small letters. */
  private static final String MIGRATION =
      "select \"version\" from \"flyway_schema_history\" where \"success\" and \"version\" is not null"
          + " order by \"installed_rank\" desc fetch first 1 row only";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @Resource(lookup = "java:comp/DefaultDataSource")
  @SuppressWarnings("NullAway.Init") // The container injects it.
  private DataSource dataSource;

  /** Whether a request would be served: the database answers and has the tables. */
  @GET
  @Public
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject health() {
    return ready();
  }

  /** The same, by the name that orchestrators use. */
  @GET
  @Path("ready")
  @Public
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject ready() {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(MIGRATION);
        var rows = statement.executeQuery()) {
      if (!rows.next()) {
        LOG.log(Level.ERROR, "The database has no tables of Tidebook.");
        throw HttpProblem.of(ProblemType.UNAVAILABLE).withRetryAfter(RETRY_AFTER);
      }
      return Json.createObjectBuilder()
          .add("status", OK)
          .add("database", OK)
          .add("migration", rows.getString(1))
          .build();
    } catch (SQLException e) {
      // No stack trace: every waiting device asks again and again.
      LOG.log(Level.ERROR, "The database does not answer: {0}", e.getMessage());
      throw HttpProblem.of(ProblemType.UNAVAILABLE).withRetryAfter(RETRY_AFTER);
    }
  }

  /** Whether the application runs, whatever its database does: to start it again would not help. */
  @GET
  @Path("live")
  @Public
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject live() {
    return Json.createObjectBuilder().add("status", OK).build();
  }
}
