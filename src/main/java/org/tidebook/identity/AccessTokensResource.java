package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
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
import java.security.SecureRandom;
import java.time.Instant;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/** {@code /api/auth/tokens}: the caller's own personal access tokens (protocol, 8). */
@Path("auth/tokens")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccessTokensResource {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject private AccessTokens tokens;
  @Inject private RequestCaller caller;

  /** Makes a token; the answer is the only one that ever shows its secret. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response make(InputStream body) throws IOException {
    caller.requireSignIn();
    FieldReader fields = new FieldReader(RequestBody.read(body));
    String name = fields.name("name");
    fields.requireNoErrors();
    BearerToken secret = BearerToken.random(RANDOM);
    AccessToken token = tokens.make(caller.userId(), name, secret, Stamp.of(Instant.now()));
    return Response.status(Response.Status.CREATED)
        .entity(Json.createObjectBuilder(token.toJson()).add("token", secret.text()).build())
        .build();
  }

  /** The caller's tokens, without their secrets. */
  @GET
  public JsonObject list() {
    JsonArrayBuilder items = Json.createArrayBuilder();
    tokens.of(caller.userId()).forEach(token -> items.add(token.toJson()));
    return Json.createObjectBuilder().add("items", items).build();
  }

  /** Revokes a token: the next request with it is refused. */
  @DELETE
  @Path("{id}")
  public void revoke(@PathParam("id") String id) {
    if (!tokens.revoke(caller.userId(), id)) {
      throw HttpProblem.of(ProblemType.NOT_FOUND);
    }
  }
}
