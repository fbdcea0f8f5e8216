package bitwright.cost.folding;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The least price of all layers from one on, for every state before it, at fixed prices per unit of
 * each kind: dynamic programming from the last layer to the first.
 *
 * <p>Exact but for branch queues, which count at their least; so a lower bound in any network, and
 * the very minimum in one without branches.
 */
final class Bound {

  /** More than any price, and small enough to add to. */
  static final long NEVER = Long.MAX_VALUE / 4;

  private final Lattice lattice;
  private final QueueRange queues;
  private final Active active;
  private final long[] weights;
  private final long[][] least;

  /**
   * Solves for all states.
   *
   * @param queues the prices of branch queues
   * @param active the choices that may be used
   * @param weights the price per unit of each kind
   */
  Bound(Lattice lattice, QueueRange queues, Active active, long[] weights) {
    this.lattice = lattice;
    this.queues = queues;
    this.active = active;
    this.weights = weights;
    least = new long[lattice.layers() + 1][];
    least[lattice.layers()] = new long[1];
    for (int k = lattice.layers() - 1; k >= 0; k--) {
      least[k] = new long[lattice.states(k)];
      Arrays.fill(least[k], NEVER);
      for (int s : active.states(k)) {
        for (int choice : active.choices(k)) {
          least[k][s] = Math.min(least[k][s], price(k, s, choice));
        }
      }
    }
  }

  private long price(int k, int state, int choice) {
    long rest = least[k + 1][lattice.next(k, state, choice)];
    return Math.min(NEVER, rest + own(k, state, choice));
  }

  private long own(int k, int state, int choice) {
    long own = Objective.cost(weights, lattice.amounts(k, state, choice));
    return queues.at(k) ? own + Objective.cost(weights, queues.least(k, choice)) : own;
  }

  /** The choices that are part of a way through all layers of at most a price. */
  Active within(long most) {
    int[][] kept = new int[lattice.layers()][];
    long[] before = {0};
    for (int k = 0; k < kept.length; k++) {
      long[] after = new long[least[k + 1].length];
      Arrays.fill(after, NEVER);
      int[] choices = active.choices(k);
      boolean[] keep = new boolean[choices.length];
      for (int state : active.states(k)) {
        for (int i = 0; i < choices.length; i++) {
          long here = before[state] + own(k, state, choices[i]);
          int next = lattice.next(k, state, choices[i]);
          after[next] = Math.min(after[next], here);
          keep[i] |= here + least[k + 1][next] <= most;
        }
      }
      kept[k] =
          IntStream.range(0, choices.length).filter(i -> keep[i]).map(i -> choices[i]).toArray();
      before = after;
    }
    return new Active(lattice, kept);
  }

  /** Of the whole network. */
  long total() {
    return least[0][0];
  }

  /** Of the layers from k on. */
  long from(int k, int state) {
    return least[k][state];
  }

  /** The choices that attain {@link #total()}; the first of equals. */
  Candidate[] best() {
    Candidate[] best = new Candidate[lattice.layers()];
    int state = 0;
    for (int k = 0; k < best.length; k++) {
      for (int choice : active.choices(k)) {
        if (price(k, state, choice) == least[k][state]) {
          best[k] = lattice.choices(k)[choice];
          state = lattice.next(k, state, choice);
          break;
        }
      }
    }
    return best;
  }
}
