package org.tidebook.platform;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Security headers on every answer, and how long a browser may keep it. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SecurityHeadersFilter implements Filter {

  /** The client's component library writes style elements, hence the inline styles. */
  static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data:",
          "object-src 'none'",
          "frame-ancestors 'none'",
          "base-uri 'self'",
          "form-action 'self'");

  /** Vite puts a hash of the content into these files' names: another content, another name. */
  private static final String HASHED_FILES = "/assets/";

  static final String FOR_EVER = "public, max-age=31536000, immutable";
  static final String CHECK_FIRST = "no-cache";
  static final String NEVER = "no-store";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    answer.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Referrer-Policy", "same-origin");
    answer.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    answer.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    answer.setHeader("Cache-Control", cacheControl(http));
    chain.doFilter(request, response);
  }

  private static String cacheControl(HttpServletRequest request) throws IOException {
    String path =
        request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    // A 404 kept for a year would outlive the mistake that caused it.
    boolean exists =
        path.startsWith(HASHED_FILES) && request.getServletContext().getResource(path) != null;
    return cacheControl(path, exists);
  }

  static String cacheControl(String path, boolean exists) {
    if (path.equals("/api") || path.startsWith("/api/")) {
      return NEVER;
    }
    return path.startsWith(HASHED_FILES) && exists ? FOR_EVER : CHECK_FIRST;
  }
}
