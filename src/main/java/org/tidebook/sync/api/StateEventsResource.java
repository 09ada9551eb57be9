package org.tidebook.sync.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import java.util.stream.Collectors;
import org.tidebook.sync.store.Caller;
import org.tidebook.sync.store.CallerWatch;

/** When to pull: {@code /api/state/events} (protocol, 7). */
@Path("state/events")
@ApplicationScoped
public class StateEventsResource {

  @Inject private Caller caller;
  @Inject private CallerWatch callers;
  @Inject private StateEvents events;

  /** Holds no thread while it is open. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void events(
      @Context SseEventSink sink,
      @Context Sse sse,
      @Context HttpHeaders headers,
      @Context HttpServletResponse response) {
    // A proxy that collects an answer before it passes it on would never pass on this one.
    response.setHeader("X-Accel-Buffering", "no");
    Map<String, String> cookies =
        headers.getCookies().values().stream()
            .collect(Collectors.toMap(Cookie::getName, Cookie::getValue, (one, other) -> one));
    String credential =
        callers.credential(headers.getHeaderString(HttpHeaders.AUTHORIZATION), cookies);
    events.open(
        new EventStream.Listener(caller.tenantId(), caller.userId(), credential),
        new SseOutlet(sink, sse));
  }
}
