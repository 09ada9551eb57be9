package org.tidebook.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device that listens to the server's events, line by line. */
public final class EventListener implements AutoCloseable {

  /**
   * A line of the stream.
   *
   * @param arrivedAt by the machine's clock, which the servers of a test share
   */
  public record Line(String text, Instant arrivedAt) {}

  private static final String END = "(the stream has ended)";

  private final InputStream stream;
  private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

  EventListener(InputStream stream) {
    this.stream = stream;
    Thread reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
  }

  /** The next line that begins so, those before it are passed over; null if none comes in time. */
  public @Nullable Line next(String beginning, Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        Line line = lines.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (line == null || line.text().startsWith(beginning)) {
          return line;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The position of the next event, as text. */
  public String position(Duration patience) {
    Line line = next("id:", patience);
    if (line == null) {
      throw new AssertionError("No event came.");
    }
    return line.text().substring("id:".length()).strip();
  }

  /** Whether the stream ends in time. */
  public boolean ends(Duration patience) {
    return next(END, patience) != null;
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    StringBuilder line = new StringBuilder();
    byte[] buffer = new byte[1024];
    try {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        Instant now = Instant.now();
        for (char c : new String(buffer, 0, n, StandardCharsets.UTF_8).toCharArray()) {
          if (c == '\n') {
            lines.add(new Line(line.toString(), now));
            line.setLength(0);
          } else {
            line.append(c);
          }
        }
      }
    } catch (IOException e) {
      // Closed from here or there: in either case it is over.
    }
    lines.add(new Line(END, Instant.now()));
  }
}
