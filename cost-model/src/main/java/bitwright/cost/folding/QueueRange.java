package bitwright.cost.folding;

import bitwright.arith.network.Node;
import java.util.Arrays;

/**
 * Between which prices the branch queues of a layer lie, whatever the pipelines before it are and
 * however many cycles the whole takes.
 */
final class QueueRange {

  /** Depths that are looked at one by one; a wider range has the price nothing as its least. */
  private static final int MOST_DEPTHS = 4096;

  private final NetworkEstimator estimator;
  private final int[][][] least;
  private final int[][] spread;
  private final int last;
  private boolean rising = true;

  QueueRange(NetworkEstimator estimator, Candidate[][] choices) {
    this.estimator = estimator;
    least = new int[choices.length][][];
    spread = new int[choices.length + 1][ResourceKind.COUNT];
    int fewest = 1;
    for (Candidate[] layer : choices) {
      fewest = Math.max(fewest, Arrays.stream(layer).mapToInt(Candidate::cycles).min().orElse(1));
    }
    int[] slowest = slowest(choices);
    int lastJoin = -1;
    for (int k = choices.length - 1; k >= 0; k--) {
      spread[k] = spread[k + 1].clone();
      if (estimator.sources(k).length > 1) {
        lastJoin = Math.max(lastJoin, k);
        range(k, choices[k], slowest[k], fewest);
      }
    }
    last = lastJoin;
  }

  /** The most cycles of pipelines before each layer. */
  private int[] slowest(Candidate[][] choices) {
    int[] before = new int[choices.length];
    int[] after = new int[choices.length];
    for (int k = 0; k < choices.length; k++) {
      for (int source : estimator.sources(k)) {
        before[k] = source == Node.INPUT ? before[k] : Math.max(before[k], after[source]);
      }
      after[k] = before[k] + Arrays.stream(choices[k]).mapToInt(Candidate::delay).max().orElse(0);
    }
    return before;
  }

  private void range(int k, Candidate[] choices, int slowest, int fewestCycles) {
    least[k] = new int[choices.length][];
    int[] widest = new int[ResourceKind.COUNT];
    for (int c = 0; c < choices.length; c++) {
      int[] low = new int[ResourceKind.COUNT];
      int[] high = new int[ResourceKind.COUNT];
      for (int port = 0; port < estimator.sources(k).length; port++) {
        port(k, port, choices[c], slowest, fewestCycles, low, high);
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
      int k, int port, Candidate choice, int slowest, int fewest, int[] low, int[] high) {
    int shallow = estimator.queueDepth(k, port, choice, 0, fewest);
    int deep = estimator.queueDepth(k, port, choice, slowest, fewest);
    if (deep - shallow >= MOST_DEPTHS) {
      Arrays.fill(high, Integer.MAX_VALUE);
      rising = false;
      return;
    }
    int bits = choice.inputs().get(port).bits();
    int[] least = null;
    int[] greatest = null;
    int[] before = null;
    for (int depth = shallow; depth <= deep; depth++) {
      int[] amounts = ResourceKind.amounts(estimator.queue(bits, depth));
      if (before == null) {
        least = amounts.clone();
        greatest = amounts.clone();
      }
      for (int i = 0; i < amounts.length; i++) {
        rising &= before == null || amounts[i] >= before[i];
        least[i] = Math.min(least[i], amounts[i]);
        greatest[i] = Math.max(greatest[i], amounts[i]);
      }
      before = amounts;
    }
    for (int i = 0; i < low.length; i++) {
      low[i] += least[i];
      high[i] = (int) Math.min(Integer.MAX_VALUE, (long) high[i] + greatest[i]);
    }
  }

  /** Whether a layer has branch queues. */
  boolean at(int k) {
    return least[k] != null;
  }

  /** Whether any layer has. */
  boolean any() {
    return last >= 0;
  }

  /** Whether a layer from this one on has. */
  boolean from(int k) {
    return k <= last;
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
