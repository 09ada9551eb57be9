package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/devices}: the caller's own devices (protocol, 8). */
@Path("devices")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DevicesResource {

  @Inject private Devices devices;
  @Inject private RequestCaller caller;

  /**
   * The devices, the one that synced last first; {@code remembered} is the id that this browser
   * profile gave first, null where none came in a cookie.
   */
  @GET
  public JsonObject list(@Context HttpHeaders headers, @Context HttpServletRequest request) {
    JsonArrayBuilder items = Json.createArrayBuilder();
    devices.of(caller.userId()).forEach(device -> items.add(device.toJson()));
    String remembered = DeviceCookie.idIn(headers.getCookies(), request);
    return Json.createObjectBuilder()
        .add("items", items)
        .add("remembered", remembered == null ? JsonValue.NULL : Json.createValue(remembered))
        .build();
  }
}
