package org.tidebook.sync.api;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.store.FeedPosition;

/**
 * One device that listens to its tenant's feed.
 *
 * <pre>
 *   idle ──something to say──► sending ──said, nothing more──► idle
 *    │                            │ └──said, something more──► sending
 *    └──────── end ───────────────┴── failed, stalled, end ──► ended
 * </pre>
 *
 * <p>Whoever has news only leaves it here: what is sent, is sent by one task of the executor at a
 * time, so that a device that does not read holds up nobody else, and of positions that come
 * meanwhile only the newest is sent.
 */
final class EventStream {

  private static final Logger LOG = System.getLogger(EventStream.class.getName());

  /** The connection to the device. A failed stage or an exception means that it is gone. */
  interface Outlet {

    CompletionStage<?> changed(FeedPosition position);

    /** Sends a comment. */
    CompletionStage<?> alive();

    void close();
  }

  /**
   * Who listens.
   *
   * @param credential what the request was signed in with, see {@code CallerWatch}
   */
  record Listener(String tenantId, String userId, String credential) {}

  private final Listener listener;
  private final Outlet outlet;
  private final Executor executor;
  private final Consumer<EventStream> onEnd;
  private @Nullable FeedPosition waiting;
  private @Nullable FeedPosition told;
  private boolean beatIsDue;
  private boolean sending;
  private boolean ended;

  /**
   * @param onEnd told once, from whichever thread
   */
  EventStream(Listener listener, Outlet outlet, Executor executor, Consumer<EventStream> onEnd) {
    this.listener = listener;
    this.outlet = outlet;
    this.executor = executor;
    this.onEnd = onEnd;
  }

  Listener listener() {
    return listener;
  }

  /** Sends the position soon, unless the device was told it already. */
  void offer(FeedPosition position) {
    synchronized (this) {
      FeedPosition newest = waiting != null ? waiting : told;
      if (ended || (newest != null && !position.isNewsAfter(newest))) {
        return;
      }
      waiting = position;
      if (sending) {
        return;
      }
      sending = true;
    }
    sendSoon();
  }

  /** Sends a sign of life soon. A device that has not taken the one before is given up. */
  void beat() {
    boolean stalled;
    synchronized (this) {
      if (ended) {
        return;
      }
      stalled = sending && beatIsDue;
      beatIsDue = true;
      if (!stalled && sending) {
        return;
      }
      sending = true;
    }
    if (stalled) {
      end();
    } else {
      sendSoon();
    }
  }

  /** Ends the stream; again it does nothing. */
  void end() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    onEnd.accept(this);
    try {
      // Not here: closing may wait for a send that does not come to its end.
      executor.execute(this::close);
    } catch (RejectedExecutionException e) {
      close();
    }
  }

  private void sendSoon() {
    try {
      executor.execute(this::send);
    } catch (RejectedExecutionException e) {
      end();
    }
  }

  private void send() {
    FeedPosition position;
    synchronized (this) {
      position = waiting;
      if (ended || (position == null && !beatIsDue)) {
        sending = false;
        return;
      }
      waiting = null;
      beatIsDue = false;
      if (position != null) {
        told = position;
      }
    }
    try {
      CompletionStage<?> sent = position == null ? outlet.alive() : outlet.changed(position);
      sent.whenComplete((nothing, failure) -> sent(failure));
    } catch (RuntimeException e) {
      sent(e);
    }
  }

  private void sent(@Nullable Throwable failure) {
    if (failure != null) {
      LOG.log(Level.DEBUG, "A listening device is gone: {0}", failure.toString());
      end();
      return;
    }
    synchronized (this) {
      if (waiting == null && !beatIsDue) {
        sending = false;
        return;
      }
    }
    sendSoon();
  }

  private void close() {
    try {
      outlet.close();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "A stream was closed already: {0}", e.toString());
    }
  }
}
