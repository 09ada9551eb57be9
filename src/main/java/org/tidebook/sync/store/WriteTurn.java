package org.tidebook.sync.store;

import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * On H2 one transaction writes at a time, from before its first statement until after its commit.
 *
 * <p>H2 writes its file when a transaction commits, and collects its maps one after the other. What
 * another transaction writes meanwhile is in some of them and not in others, and after a kill just
 * then a part of that other one is kept (decision 055). Where nobody writes while another one
 * commits, a commit is all or nothing. H2 is for one node, so a lock of the application reaches
 * every writer. Reading needs no turn.
 */
public final class WriteTurn {

  /** The longest wait, as long as H2 is told to wait for a row (its {@code LOCK_TIMEOUT}). */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** As H2's own, where a row is locked for too long. */
  private static final String TIMEOUT = "HYT00";

  /** In the order in which they came: a stream of pushes must not starve a sign-in. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final Duration patience;
  private final LongAdder taken = new LongAdder();
  private final LongAdder nanosWaited = new LongAdder();

  /** Work that writes, its commit included. */
  public interface Work<T extends @Nullable Object, E extends Exception> {
    T run() throws E;
  }

  WriteTurn() {
    this(PATIENCE);
  }

  WriteTurn(Duration patience) {
    this.patience = patience;
  }

  /**
   * Waits until nobody else writes, and then does the work. Work within work of the same thread
   * goes on without waiting.
   *
   * @throws DatabaseFailure if the turn did not come in time, or the thread is to end; nothing is
   *     done then
   */
  <T extends @Nullable Object, E extends Exception> T take(Work<T, E> work) throws E {
    await();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is this thread's turn. */
  boolean isMine() {
    return lock.isHeldByCurrentThread();
  }

  /** How many have had their turn since the start. */
  public long taken() {
    return taken.sum();
  }

  /** How long all together have waited for it. */
  public Duration waited() {
    return Duration.ofNanos(nanosWaited.sum());
  }

  /** About how many wait for it now. */
  int waiting() {
    return lock.getQueueLength();
  }

  private void await() {
    if (isMine()) {
      lock.lock();
      return;
    }
    long begun = System.nanoTime();
    try {
      if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw tryAgain("Others wrote for " + patience.toSeconds() + " s.");
      }
      taken.increment();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tryAgain("The thread was told to end while it waited to write.");
    } finally {
      nanosWaited.add(System.nanoTime() - begun);
    }
  }

  private static DatabaseFailure tryAgain(String why) {
    return new DatabaseFailure(new SQLTransientException(why, TIMEOUT));
  }
}
