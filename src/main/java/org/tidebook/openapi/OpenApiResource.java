package org.tidebook.openapi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import org.tidebook.identity.Public;
import org.tidebook.sync.entity.EntityTypes;

/** {@code GET /api/openapi.json}: public, so that tools can read it; it says nothing of anyone. */
@Path("openapi.json")
@ApplicationScoped
public class OpenApiResource {

  @Inject private EntityTypes types;

  @GET
  @Public
  @Produces(MediaType.APPLICATION_JSON)
  public Response document() {
    byte[] json = OpenApiDocument.of(types).toString().getBytes(StandardCharsets.UTF_8);
    // Written by hand: servers differ in what their JSON providers do with texts and objects.
    StreamingOutput body = out -> out.write(json);
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
