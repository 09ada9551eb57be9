package org.tidebook.sync.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.entity.TypeDescription;

/** The entity types, their fields and constraints: {@code /api/state/schema} (protocol, 10). */
@Path("state/schema")
@RequestScoped
public class SchemaResource {

  private static final int VERSION = 1;

  @Inject private EntityTypes types;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response schema(@Context HttpHeaders headers) {
    return JsonStream.answer(
        headers,
        true,
        json -> {
          json.writeStartObject().write("version", VERSION).writeStartArray("types");
          for (EntityType type : types.all()) {
            JsonObject description = TypeDescription.of(type);
            json.write(description);
          }
          json.writeEnd().writeEnd();
        });
  }
}
