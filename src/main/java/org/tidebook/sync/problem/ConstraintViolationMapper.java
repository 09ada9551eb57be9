package org.tidebook.sync.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;

/** Bean Validation's answer as 422 {@code invalid}, one error per violation, in a stable order. */
@Provider
public class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {

  @Override
  public Response toResponse(ConstraintViolationException exception) {
    return problemOf(exception).toResponse();
  }

  static HttpProblem problemOf(ConstraintViolationException exception) {
    return HttpProblem.invalid(
        exception.getConstraintViolations().stream()
            .map(violation -> new FieldError(fieldOf(violation), violation.getMessage()))
            .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
            .toList());
  }

  /** The last name on the path: what comes before it are methods and parameters of the code. */
  private static String fieldOf(ConstraintViolation<?> violation) {
    String field = "";
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getName() != null) {
        field = node.getName();
      }
    }
    return field;
  }
}
