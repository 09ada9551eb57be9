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
 * {@code GET /api/health}: what a device asks to learn whether it is online. 200 means that a
 * request would be served, so the database is asked too.
 */
@Path("health")
@ApplicationScoped
public class HealthResource {

  private static final Logger LOG = System.getLogger(HealthResource.class.getName());

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @Resource(lookup = "java:comp/DefaultDataSource")
  @SuppressWarnings("NullAway.Init") // The container injects it.
  private DataSource dataSource;

  @GET
  @Public
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject health() {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement("select 1");
        var rows = statement.executeQuery()) {
      rows.next();
    } catch (SQLException e) {
      // No stack trace: every waiting device asks again and again.
      LOG.log(Level.ERROR, "The database does not answer: {0}", e.getMessage());
      throw HttpProblem.of(ProblemType.UNAVAILABLE).withRetryAfter(RETRY_AFTER);
    }
    return Json.createObjectBuilder().add("status", "ok").build();
  }
}
