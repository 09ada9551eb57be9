package org.tidebook.sync.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.Author;
import org.tidebook.sync.store.Caller;
import org.tidebook.sync.store.ChangeFeed;
import org.tidebook.sync.store.ChangeLog;
import org.tidebook.sync.store.FeedAnswer;
import org.tidebook.sync.store.FeedPage;
import org.tidebook.sync.store.FeedQuery;
import org.tidebook.sync.store.PullSize;
import org.tidebook.sync.store.PushRequest;
import org.tidebook.sync.store.PushResult;
import org.tidebook.sync.store.ResyncRequired;
import org.tidebook.sync.store.SplitGroup;
import org.tidebook.sync.store.Synced;

/** Downstream and upstream of a device: {@code /api/state/changes} (protocol, 4 and 5.1). */
@Path("state/changes")
@ApplicationScoped
public class StateChangesResource {

  /** From about so many changes on, an answer is larger than 1 kB. */
  private static final int SMALL_PUSH = 10;

  private static final String VARIES = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING;

  @Inject private Caller caller;
  @Inject private EntityTypes types;
  @Inject private ChangeFeed feed;
  @Inject private ChangeLog log;
  @Inject private Event<Synced> synced;
  @Inject private Event<PullSize> pulled;

  /**
   * A page of what changed after a checkpoint, as one document or as lines. A caller that has it
   * already is told so before a record is read.
   */
  @GET
  @Produces({MediaType.APPLICATION_JSON, FeedFormat.NDJSON})
  public Response pull(@Context UriInfo uri, @Context HttpHeaders headers) {
    FeedFormat format = FeedFormat.preferred(JsonStream.header(headers, HttpHeaders.ACCEPT));
    FeedQuery query = FeedParameters.read(uri.getQueryParameters(), types, format);
    String tenantId = caller.tenantId();
    String known = JsonStream.header(headers, HttpHeaders.IF_NONE_MATCH);
    try {
      FeedAnswer answer =
          feed.page(
              tenantId,
              query,
              now(),
              clock -> FeedTag.isIn(known, FeedTag.of(tenantId, query, clock, format)));
      // Whoever has the answer already has at least what it went on from.
      synced.fire(
          Synced.downTo(answer instanceof FeedPage page ? page.updatedAt() : query.since()));
      return ofPull(answer, headers, format)
          .header(HttpHeaders.ETAG, FeedTag.of(tenantId, query, answer.clock(), format))
          .header(HttpHeaders.VARY, VARIES)
          .build();
    } catch (ResyncRequired e) {
      throw HttpProblem.of(ProblemType.RESYNC_REQUIRED, e.why());
    }
  }

  private Response.ResponseBuilder ofPull(
      FeedAnswer answer, HttpHeaders headers, FeedFormat format) {
    if (!(answer instanceof FeedPage page)) {
      return Response.notModified().header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    return JsonStream.answer(
        headers,
        !page.isEmpty(),
        format.mediaType(),
        switch (format) {
          case JSON ->
              out -> {
                JsonStream.write(out, json -> FeedDocument.write(json, page));
                pulled.fire(new PullSize(page.records()));
              };
          case LINES ->
              out -> {
                FeedLines.write(out, page);
                pulled.fire(new PullSize(page.records()));
              };
        });
  }

  /**
   * Applies a batch of changes. The transaction begins when the whole body is here: a slow device
   * holds no lock.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response push(InputStream body, @Context HttpHeaders headers) throws IOException {
    Writers.require(caller);
    PushRequest request = PushMessage.read(JsonBody.read(body, PushMessage.MAX_BYTES));
    try {
      PushResult result = log.push(Author.of(caller), request, now());
      synced.fire(Synced.upTo(result.updatedAt()));
      return JsonStream.answer(
          headers,
          request.changes().size() > SMALL_PUSH,
          json -> PushDocument.write(json, request.changes(), result));
    } catch (ResyncRequired e) {
      throw HttpProblem.of(ProblemType.RESYNC_REQUIRED, e.why());
    } catch (SplitGroup e) {
      throw HttpProblem.of(ProblemType.BAD_REQUEST, "A group must stand whole in one request.");
    }
  }

  private static Stamp now() {
    return Stamp.of(Instant.now());
  }
}
