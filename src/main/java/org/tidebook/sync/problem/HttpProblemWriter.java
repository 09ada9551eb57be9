package org.tidebook.sync.problem;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * Writes problem documents itself. Which JSON provider a server would choose for a string or a byte
 * array under {@code application/problem+json} differs; a writer for exactly this type and media
 * type is preferred by all of them.
 */
@Provider
@Produces("application/problem+json")
public class HttpProblemWriter implements MessageBodyWriter<HttpProblem> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return HttpProblem.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      HttpProblem problem,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(problem.toJson().toString().getBytes(StandardCharsets.UTF_8));
  }
}
