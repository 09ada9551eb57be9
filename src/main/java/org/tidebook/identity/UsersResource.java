package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.tidebook.sync.domain.Stamp;

/**
 * {@code /api/users}: the members of the caller's tenant (protocol, 8).
 *
 * <p>Adding is no transaction as a whole, because hashing a password takes a good part of a second.
 */
@Path("users")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

  @Inject private Members members;
  @Inject private Users users;
  @Inject private Passwords passwords;
  @Inject private RequestCaller caller;

  /** The members, and the names of those who were removed. */
  @GET
  public JsonObject list() {
    JsonArrayBuilder items = Json.createArrayBuilder();
    JsonArrayBuilder removed = Json.createArrayBuilder();
    for (User user : members.of(caller.tenantId())) {
      (user.removedAt() == null ? items : removed).add(user.toJson());
    }
    return Json.createObjectBuilder().add("items", items).add("removed", removed).build();
  }

  /** Adds a member, who signs in with the email and the password given here. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response add(InputStream body) throws IOException {
    requireManager();
    NewMember member = NewMember.of(RequestBody.read(body));
    users.requireFree(member.email());
    String hash = passwords.hash(member.password());
    try {
      User added = members.add(caller.tenantId(), member, hash, Stamp.of(Instant.now()));
      return Response.status(Response.Status.CREATED).entity(added.toJson()).build();
    } catch (PersistenceException e) {
      // Two at once pass the first check; the unique key stops the second.
      users.requireFree(member.email());
      throw e;
    }
  }

  /** Removes a member, whose sign-ins and tokens end at once. */
  @DELETE
  @Path("{id}")
  public void remove(@PathParam("id") String id) {
    requireManager();
    members.remove(caller.tenantId(), id, Stamp.of(Instant.now()));
  }

  private void requireManager() {
    caller.requireOwner();
    caller.requireSignIn();
  }
}
