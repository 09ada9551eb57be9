package org.tidebook.sync.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.entity.SchemaDocument;

/** The entity types, their fields and constraints: {@code /api/state/schema} (protocol, 10). */
@Path("state/schema")
@ApplicationScoped
public class SchemaResource {

  @Inject private EntityTypes types;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response schema(@Context HttpHeaders headers) {
    return JsonStream.answer(headers, true, json -> json.write(SchemaDocument.of(types)));
  }
}
