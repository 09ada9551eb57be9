package org.tidebook.sync.problem;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.tidebook.sync.domain.Stamp;

/**
 * Catches what does not pass through the exception mappers: a server that cannot read a header
 * answers with a page of its own, and a broken JAX-RS provider with a stack trace (P1, P3).
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class ServletProblemFilter implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ProblemResponse answer = new ProblemResponse((HttpServletResponse) response);
    if (Stopping.hasBegun()) {
      answer.send(Stopping.problem());
      return;
    }
    try {
      chain.doFilter(request, answer);
    } catch (ServletException | RuntimeException e) {
      if (answer.isCommitted()) {
        throw e;
      }
      answer.send(Failures.problemOf(e));
    }
  }

  private static final class ProblemResponse extends HttpServletResponseWrapper {

    private static final String TIME = "Tidebook-Time";

    ProblemResponse(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void sendError(int status) throws IOException {
      boolean partsAreMissing = Stopping.hasBegun() && status != 400;
      send(partsAreMissing ? Stopping.problem() : HttpProblem.of(ProblemType.ofStatus(status)));
    }

    /** The server's message may name its classes. */
    @Override
    public void sendError(int status, String message) throws IOException {
      sendError(status);
    }

    void send(HttpProblem problem) throws IOException {
      byte[] document = problem.toJson().toString().getBytes(StandardCharsets.UTF_8);
      // Fails on a committed response, as sendError has to.
      resetBuffer();
      setStatus(problem.type().status());
      setContentType("application/problem+json");
      problem.headers().forEach(this::setHeader);
      // Servers differ in whose filter comes first, and a device believes no answer without it.
      if (getHeader(TIME) == null) {
        setHeader(TIME, Stamp.of(Instant.now()).toString());
      }
      setContentLength(document.length);
      getOutputStream().write(document);
      flushBuffer();
    }
  }
}
