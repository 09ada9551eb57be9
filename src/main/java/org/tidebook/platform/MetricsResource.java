package org.tidebook.platform;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.tidebook.identity.Public;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/**
 * {@code GET /api/metrics}: the counts of this node in the text format of Prometheus, which asks
 * each node by itself. Whoever comes through the proxy in front, from the open network, finds
 * nothing.
 */
@Path("metrics")
@ApplicationScoped
public class MetricsResource {

  private static final PrometheusTextFormatWriter WRITER =
      PrometheusTextFormatWriter.builder().build();

  private static final List<String> OF_PROXIES =
      List.of("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via");

  @Inject private Metrics metrics;

  @GET
  @Public
  @Produces(MediaType.TEXT_PLAIN)
  public Response metrics(@Context HttpHeaders headers) {
    for (String ofProxies : OF_PROXIES) {
      if (headers.getHeaderString(ofProxies) != null) {
        throw HttpProblem.of(ProblemType.NOT_FOUND);
      }
    }
    StreamingOutput body = out -> WRITER.write(out, metrics.now());
    return Response.ok(body, WRITER.getContentType())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
