package org.tidebook.sync.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * What the server itself refuses: unknown paths, wrong methods, formats, unreadable parameters. Its
 * own text is dropped, because it may name classes; the status and {@code Allow} stay.
 */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {

  @Override
  public Response toResponse(WebApplicationException exception) {
    Response original = exception.getResponse();
    int status = original.getStatus();
    if (status < 400) {
      return original;
    }
    if (status >= 500 && status != ProblemType.UNAVAILABLE.status()) {
      return Failures.answer(exception);
    }
    // A malformed body is thrown as a bad request by one server and as a JSON error by another.
    if (status == 400 && Failures.isUnreadableJson(exception)) {
      return Failures.unreadableJson().toResponse();
    }
    Response response = HttpProblem.of(ProblemType.ofStatus(status)).toResponse();
    for (String header : new String[] {HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER}) {
      Object value = original.getHeaders().getFirst(header);
      if (value != null) {
        response.getHeaders().putSingle(header, value);
      }
    }
    return response;
  }
}
