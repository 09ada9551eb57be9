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
import java.time.Instant;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.Caller;
import org.tidebook.sync.store.Digests;
import org.tidebook.sync.store.TenantDigests;

/**
 * What the tenant's live records come to: {@code /api/state/digest} (protocol, 4). A device at the
 * same position computes the same, or has not what the server has.
 */
@Path("state/digest")
@ApplicationScoped
public class DigestResource {

  @Inject private Caller caller;
  @Inject private Digests digests;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response digest(@Context HttpHeaders headers) {
    TenantDigests read = digests.read(caller.tenantId(), Stamp.of(Instant.now()));
    return JsonStream.answer(
        headers,
        false,
        json -> {
          json.writeStartObject()
              .write("updatedAt", read.updatedAt().toString())
              .write("feed", read.feed())
              .writeStartObject("types");
          read.digests()
              .forEach(
                  (type, digest) ->
                      json.writeStartObject(type.name())
                          .write("count", digest.count())
                          .write("digest", digest.hex())
                          .writeEnd());
          json.writeEnd().writeEnd();
        });
  }
}
