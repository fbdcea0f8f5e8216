package bitwright.cost.folding;

import bitwright.arith.network.Node;
import java.util.Arrays;

/**
 * Between which prices the branch queues before each layer lie, at given cycles per inference,
 * whatever the pipelines before them are.
 */
final class QueueRange {

  /** Depths that are looked at one by one; a wider range has the price nothing as its least. */
  private static final int MOST_DEPTHS = 4096;

  private final Lattice lattice;
  private final int cycles;
  private final int[][][] least;
  private final int[][] spread;
  private boolean rising = true;

  private QueueRange(Lattice lattice, int cycles) {
    this.lattice = lattice;
    this.cycles = cycles;
    least = new int[lattice.layers()][][];
    spread = new int[lattice.layers() + 1][ResourceKind.COUNT];
  }

  /** Every queue at the price nothing. */
  static QueueRange unpriced(Lattice lattice) {
    return new QueueRange(lattice, 0);
  }

  /** For some choices of a lattice. */
  static QueueRange of(Lattice lattice, Active active, int cycles) {
    QueueRange range = new QueueRange(lattice, cycles);
    if (!lattice.joinsFrom(0)) {
      return range;
    }
    int[] slowest = range.delays(active, true);
    int[] fastest = range.delays(active, false);
    for (int k = lattice.layers() - 1; k >= 0; k--) {
      range.spread[k] = range.spread[k + 1].clone();
      if (lattice.joins(k)) {
        range.layer(k, active.choices(k), fastest[k], slowest[k]);
      }
    }
    return range;
  }

  /** The most or the fewest cycles of pipelines before each layer. */
  private int[] delays(Active active, boolean most) {
    int[] before = new int[lattice.layers()];
    int[] after = new int[before.length];
    for (int k = 0; k < before.length; k++) {
      for (int source : lattice.estimator().sources(k)) {
        before[k] = source == Node.INPUT ? before[k] : Math.max(before[k], after[source]);
      }
      Candidate[] choices = lattice.choices(k);
      var own = Arrays.stream(active.choices(k)).map(c -> choices[c].delay());
      after[k] = before[k] + (most ? own.max() : own.min()).orElse(0);
    }
    return before;
  }

  private void layer(int k, int[] active, int fastest, int slowest) {
    least[k] = new int[lattice.choices(k).length][];
    int[] widest = new int[ResourceKind.COUNT];
    for (int c : active) {
      int[] low = new int[ResourceKind.COUNT];
      int[] high = new int[ResourceKind.COUNT];
      for (int port = 0; port < lattice.estimator().sources(k).length; port++) {
        port(k, port, lattice.choices(k)[c], fastest, slowest, low, high);
      }
      least[k][c] = low;
      for (int i = 0; i < widest.length; i++) {
        widest[i] = Math.max(widest[i], high[i] - low[i]);
      }
    }
    for (int i = 0; i < widest.length; i++) {
      spread[k][i] = (int) Math.min(Integer.MAX_VALUE, (long) spread[k][i] + widest[i]);
    }
  }

  /** Adds the least and the greatest price of a port's queue. */
  private void port(
      int k, int port, Candidate choice, int fastest, int slowest, int[] low, int[] high) {
    NetworkEstimator estimator = lattice.estimator();
    int shallow = estimator.queueDepth(k, port, choice, fastest, cycles);
    int deep = estimator.queueDepth(k, port, choice, slowest, cycles);
    if (deep - shallow >= MOST_DEPTHS) {
      Arrays.fill(high, Integer.MAX_VALUE);
      rising = false;
      return;
    }
    int bits = choice.inputs().get(port).bits();
    int[] lowest = ResourceKind.amounts(estimator.queue(bits, shallow));
    int[] highest = lowest.clone();
    int[] before = lowest.clone();
    for (int depth = shallow + 1; depth <= deep; depth++) {
      int[] amounts = ResourceKind.amounts(estimator.queue(bits, depth));
      for (int i = 0; i < amounts.length; i++) {
        rising &= amounts[i] >= before[i];
        lowest[i] = Math.min(lowest[i], amounts[i]);
        highest[i] = Math.max(highest[i], amounts[i]);
      }
      before = amounts;
    }
    for (int i = 0; i < low.length; i++) {
      low[i] += lowest[i];
      high[i] = (int) Math.min(Integer.MAX_VALUE, (long) high[i] + highest[i]);
    }
  }

  /** The cycles per inference; 0 where queues have no price. */
  int cycles() {
    return cycles;
  }

  /** Whether the queues of a layer have a price. */
  boolean at(int k) {
    return least[k] != null;
  }

  /** The least price of a layer's queues with a choice. */
  int[] least(int k, int choice) {
    return least[k][choice];
  }

  /** By how much the prices of all queues from a layer on can differ. */
  int[] spread(int k) {
    return spread[k];
  }

  /** Whether a deeper queue never needs less of anything. */
  boolean rising() {
    return rising;
  }
}
