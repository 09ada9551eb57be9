package org.tidebook.platform;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.tidebook.sync.domain.Stamp;

/**
 * {@code Tidebook-Time} on every answer of the API, errors too: devices measure by it how far their
 * clock is off. A servlet filter, because not every error passes through JAX-RS.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class ServerTimeFilter implements Filter {

  static final String HEADER = "Tidebook-Time";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ((HttpServletResponse) response).setHeader(HEADER, Stamp.of(Instant.now()).toString());
    chain.doFilter(request, response);
  }
}
