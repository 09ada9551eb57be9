package org.tidebook.sync.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Change.Action;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.entity.SyncedEntity;
import org.tidebook.sync.entity.Texts;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.Author;
import org.tidebook.sync.store.Caller;
import org.tidebook.sync.store.ChangeLog;
import org.tidebook.sync.store.ChangeOutcome;
import org.tidebook.sync.store.PushRequest;
import org.tidebook.sync.store.RecordList;
import org.tidebook.sync.store.RecordQuery;
import org.tidebook.sync.store.Records;

/**
 * One record at a time, {@code /api/{entity-type}}, for every type (protocol, 5.2). A write is a
 * push of one change.
 */
@Path(EntityResource.TYPE_PATH)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class EntityResource {

  /**
   * The first segments of the other resources. They are kept out of the pattern, and not left to
   * the precedence of literal paths: some servers try the less specific resource when the more
   * specific one lacks the method.
   */
  static final String RESERVED = "auth|devices|health|metrics|openapi\\.json|state|users";

  static final String TYPE_PATH = "{type: (?!(?:" + RESERVED + ")(?:/|$))[^/]+}";

  /** What a PATCH does by its own name (RFC 7396). */
  static final String MERGE_PATCH = "application/merge-patch+json";

  @Inject private Caller caller;
  @Inject private EntityTypes types;
  @Inject private Records records;
  @Inject private ChangeLog log;

  /** The records that are not deleted, by id. */
  @GET
  public Response list(
      @PathParam("type") String path, @Context UriInfo uri, @Context HttpHeaders headers) {
    RecordQuery query = RecordParameters.read(uri.getQueryParameters(), type(path));
    RecordList list = records.list(caller.tenantId(), query);
    return JsonStream.answer(
        headers, !list.items().isEmpty(), json -> RecordListDocument.write(json, list));
  }

  @GET
  @Path("{id}")
  public Response get(
      @PathParam("type") String path, @PathParam("id") String id, @Context Request request) {
    EntityType type = type(path);
    SyncedEntity record = records.find(caller.tenantId(), type, id(id));
    if (record == null || record.envelope().deleted()) {
      throw EntityAnswer.absent(record);
    }
    EntityTag tag = new EntityTag(IfMatch.tagOf(record));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return unchanged != null
        ? unchanged.tag(tag).build()
        : EntityAnswer.of(Response.Status.OK, type, record).build();
  }

  /** Makes a record, or changes the one with the body's id. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response post(
      @PathParam("type") String path,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      InputStream body)
      throws IOException {
    EntityType type = writableType(path);
    return write(
        EntityWrite.create(
            type,
            caller.tenantId(),
            WriteTerms.of(headers),
            JsonBody.read(body, PushMessage.MAX_BYTES)),
        uri);
  }

  /** As a POST with this id: it merges too. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @PathParam("type") String path,
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      InputStream body)
      throws IOException {
    return update(Action.CREATE, path, id, headers, uri, body);
  }

  @PATCH
  @Path("{id}")
  @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
  public Response patch(
      @PathParam("type") String path,
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      InputStream body)
      throws IOException {
    return update(Action.UPDATE, path, id, headers, uri, body);
  }

  /** Leaves a tombstone; whoever finds one there already has got what was asked for. */
  @DELETE
  @Path("{id}")
  public Response delete(
      @PathParam("type") String path,
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @QueryParam("updatedAt") @Nullable String updatedAt,
      @Context UriInfo uri) {
    EntityType type = writableType(path);
    EntityWrite write = EntityWrite.delete(type, id(id), WriteTerms.of(headers), updatedAt);
    SyncedEntity stored = records.find(caller.tenantId(), type, write.id());
    return stored != null && stored.envelope().deleted()
        ? Response.noContent().build()
        : write(write, uri);
  }

  private Response update(
      Action action, String path, String id, HttpHeaders headers, UriInfo uri, InputStream body)
      throws IOException {
    EntityType type = writableType(path);
    return write(
        EntityWrite.update(
            type,
            action,
            id(id),
            WriteTerms.of(headers),
            JsonBody.read(body, PushMessage.MAX_BYTES)),
        uri);
  }

  private Response write(EntityWrite write, UriInfo uri) {
    ChangeOutcome outcome = push(write);
    HttpProblem refusal = EntityAnswer.refusal(write, outcome);
    if (refusal != null) {
      throw refusal;
    }
    if (write.deletes()) {
      return Response.noContent().build();
    }
    SyncedEntity record = records.find(caller.tenantId(), write.type(), write.id());
    if (record == null || !(outcome instanceof ChangeOutcome.Applied applied)) {
      throw EntityAnswer.absent(record); // purged between the two
    }
    // The change that made the record gave it this stamp for good, so a repeat tells it too.
    if (!record.envelope().createdAt().equals(applied.updatedAt())) {
      return EntityAnswer.of(Response.Status.OK, write.type(), record).build();
    }
    return EntityAnswer.of(Response.Status.CREATED, write.type(), record)
        .location(uri.getBaseUriBuilder().path(write.type().path()).path(write.id()).build())
        .build();
  }

  private ChangeOutcome push(EntityWrite write) {
    IfMatch ifMatch = write.terms().ifMatch();
    SyncedEntity stored =
        ifMatch.versions().size() > 1 || ifMatch.impossible()
            ? records.find(caller.tenantId(), write.type(), write.id())
            : null;
    if (ifMatch.impossible()) {
      throw EntityAnswer.failedPrecondition(write.type(), stored);
    }
    PushRequest request = new PushRequest(null, null, List.of(write.change(ifMatch.base(stored))));
    return log.push(Author.of(caller), request, now()).outcomes().get(0);
  }

  private EntityType type(String path) {
    EntityType type = types.atPath(path);
    if (type == null) {
      throw HttpProblem.of(ProblemType.NOT_FOUND, "There is no such entity type.");
    }
    return type;
  }

  private EntityType writableType(String path) {
    EntityType type = type(path);
    Writers.require(caller);
    return type;
  }

  private static String id(String text) {
    if (!Texts.isUuid(text)) {
      throw HttpProblem.of(ProblemType.NOT_FOUND, "The id of a record is a UUID.");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static Stamp now() {
    return Stamp.of(Instant.now());
  }
}
