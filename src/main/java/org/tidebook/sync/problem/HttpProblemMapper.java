package org.tidebook.sync.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A problem that was thrown as such. */
@Provider
public class HttpProblemMapper implements ExceptionMapper<HttpProblem> {

  @Override
  public Response toResponse(HttpProblem problem) {
    return problem.toResponse();
  }
}
