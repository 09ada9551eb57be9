package org.tidebook.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.regex.Pattern;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/** Reads what a device tells of its outbox (protocol, 8). It is counted and decides nothing. */
@Provider
@ApplicationScoped
public class OutboxAgeFilter implements ContainerRequestFilter {

  static final String HEADER = "Tidebook-Outbox-Age";

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

  @Inject private Metrics metrics;

  @Override
  public void filter(ContainerRequestContext request) {
    String age = request.getHeaderString(HEADER);
    if (age == null) {
      return;
    }
    if (!SECONDS.matcher(age.strip()).matches()) {
      throw HttpProblem.of(
          ProblemType.BAD_REQUEST, "The header " + HEADER + " must be a whole number of seconds.");
    }
    metrics.waited(Duration.ofSeconds(Long.parseLong(age.strip())));
  }
}
