package org.tidebook.sync.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tidebook.sync.store.FeedPosition;

/** A device at the other end of a stream, which may be slow or gone. */
final class FakeOutlet implements EventStream.Outlet {

  final List<String> sent = new ArrayList<>();
  boolean gone;
  boolean slow;
  boolean closed;
  private final List<CompletableFuture<Void>> pending = new ArrayList<>();

  @Override
  public CompletionStage<?> changed(FeedPosition position) {
    return send(position.changedAt().micros() + "");
  }

  @Override
  public CompletionStage<?> alive() {
    return send("alive");
  }

  @Override
  public void close() {
    closed = true;
  }

  /** The device reads what was sent to it. */
  void read() {
    List<CompletableFuture<Void>> read = List.copyOf(pending);
    pending.clear();
    read.forEach(stage -> stage.complete(null));
  }

  private CompletionStage<?> send(String what) {
    sent.add(what);
    CompletableFuture<Void> stage = new CompletableFuture<>();
    if (gone) {
      stage.completeExceptionally(new java.io.IOException("Broken pipe"));
    } else if (slow) {
      pending.add(stage);
    } else {
      stage.complete(null);
    }
    return stage;
  }
}
