package bitwright.cost.engine;

import bitwright.cost.Resources;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Luts;
import bitwright.cost.primitive.Ram;
import java.util.List;

/** Units between layers that neither compute nor reorder: fork, deep queue, joining of maps. */
final class StreamCost {

  private StreamCost() {}

  /** A flag per consumer, its next value, each valid, and one ready; beats pass as they are. */
  static Resources fork(int consumers) {
    return new Resources(2 * consumers + 1, consumers, 0, 0, 0);
  }

  /**
   * A memory between two counters, and the queue behind it. The number of stored beats counts up
   * and down in one chain, a LUT a bit, is compared with the two ends, and goes along with the
   * flags full, waiting and valid.
   */
  static Resources fifo(int width, int depth) {
    int stored = Luts.ceilLog2(depth + 1);
    int chain = stored <= 2 ? 0 : Luts.carries(stored);
    return Ram.of(depth, width)
        .plus(Counter.of(depth).times(2))
        .plus(new Resources(stored + 2 * Luts.chain(stored) + 5, stored + 3, chain, 0, 0))
        .plus(StreamQueueCost.of(width));
  }

  /**
   * A counter of the beats of a joined pixel, whose turn it is, a choice per bit among the maps,
   * their ready and one valid, and the output queue.
   *
   * @param width bits of a beat
   * @param beats of a pixel, per map
   */
  static Resources concat(int width, List<Integer> beats) {
    int maps = beats.size();
    int total = beats.stream().mapToInt(b -> b).sum();
    int turns = Counter.bits(total) > 1 ? maps - 1 : 0;
    return Counter.of(total)
        .plus(Resources.luts(width * Luts.chain(2 * maps - 1) + maps + 1 + turns))
        .plus(StreamQueueCost.of(width));
  }
}
