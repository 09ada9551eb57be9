package org.tidebook.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/** Times work that is first repeated until it gets no faster. */
final class Timing {

  private static final int MOST_WARM_UPS = 15;
  private static final int REPEATS = 5;

  /** Below this, a turn is as fast as the one before it. */
  private static final double FASTER = 0.95;

  private Timing() {}

  /** Work that is timed as a whole. */
  interface Work {
    void run() throws Exception;
  }

  /** How long it took, in seconds. */
  static double seconds(Work work) {
    long begin = System.nanoTime();
    try {
      work.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  /**
   * The median of what each turn says it took, once they get no faster: before, the compiler of the
   * Java machine takes a good part of the processors.
   */
  static double steady(Callable<Double> turn) throws Exception {
    double before = turn.call();
    for (int i = 1; i < MOST_WARM_UPS; i++) {
      double now = turn.call();
      if (i > 1 && now > before * FASTER) {
        break;
      }
      before = Math.min(before, now);
    }
    var measured = new ArrayList<Double>();
    for (int i = 0; i < REPEATS; i++) {
      measured.add(turn.call());
    }
    return at(measured, 0.5);
  }

  /** The value below which this part of all lies. */
  static double at(Collection<Double> values, double quantile) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * quantile)));
  }
}
