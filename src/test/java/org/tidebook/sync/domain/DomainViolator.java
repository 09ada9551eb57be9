package org.tidebook.sync.domain;

import jakarta.ws.rs.core.Response;

/** Breaks the arrows on purpose: {@code ArrowsTest} shows that this is caught. */
public final class DomainViolator {
  public Response answer() {
    return Response.ok().build();
  }
}
