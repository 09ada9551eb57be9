package org.tidebook.sync.api;

import jakarta.json.Json;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionStage;
import org.tidebook.sync.store.FeedPosition;

/** Writes a stream as server-sent events. */
final class SseOutlet implements EventStream.Outlet {

  private final SseEventSink sink;
  private final Sse sse;

  SseOutlet(SseEventSink sink, Sse sse) {
    this.sink = sink;
    this.sse = sse;
  }

  @Override
  public CompletionStage<?> changed(FeedPosition position) {
    String updatedAt = position.changedAt().toString();
    String data =
        Json.createObjectBuilder()
            .add("updatedAt", updatedAt)
            .add("feed", position.feed())
            .build()
            .toString();
    return sink.send(
        sse.newEventBuilder().name("changed").id(updatedAt).data(String.class, data).build());
  }

  @Override
  public CompletionStage<?> alive() {
    return sink.send(sse.newEventBuilder().comment("alive").build());
  }

  @Override
  public void close() {
    sink.close();
  }
}
