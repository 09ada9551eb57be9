package org.tidebook.sync.store;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Asks a {@link TurnProbe} within a server. */
@Path("turn-probe")
@RequestScoped
public class TurnProbeResource {

  @Inject private TurnProbe probe;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject turns() {
    return Json.createObjectBuilder()
        .add("required", probe.required().get())
        .add("requiresNew", probe.requiresNew().get())
        .add("supports", probe.supports())
        .add("afterwards", probe.afterwards())
        .build();
  }
}
