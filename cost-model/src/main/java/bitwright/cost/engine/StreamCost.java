package bitwright.cost.engine;

import bitwright.cost.Family;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Luts;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.primitive.Ram;
import java.util.HashSet;
import java.util.List;

/** Units between layers that neither compute nor reorder: fork, deep queue, joining of maps. */
public final class StreamCost {

  private StreamCost() {}

  /**
   * A flag per consumer, its next value, each valid, and one ready; beats pass as they are. Up to
   * three consumers each of them is a LUT. More do not fit the inputs of one, and each next value
   * and ready is made of a LUT more, but for five of them that are shared: 11 for four, 15 for
   * five.
   */
  public static Primitive fork(Family family, int consumers) {
    int luts = consumers <= 3 ? 2 * consumers + 1 : 4 * consumers - 5;
    if (!family.xilinx()) {
      luts = 4 * consumers - (consumers <= 4 ? 2 : 1);
    }
    return Primitive.of("fork").luts("control", luts).ffs(consumers);
  }

  /** Its one flag: whether the stream from outside is open, and the two handshakes it gates. */
  static Primitive inputStream() {
    return Primitive.of("input stream").luts("control", 2).ffs(1);
  }

  /**
   * A memory between two counters, and the queue behind it. The number of stored beats counts up
   * and down in one chain, a LUT a bit, is compared with the two ends, and goes along with the
   * flags full, waiting and valid.
   *
   * <p>On iCE40 the counters of at most 128 beats are not cleared by their flip-flops, which takes
   * one LUT more for a bit of the number stored, and three.
   */
  public static Primitive fifo(Family family, int width, int depth) {
    int stored = Luts.ceilLog2(depth + 1);
    return Primitive.of("fifo")
        .with("memory", Ram.of(family, depth, width))
        .with("counters", Counter.of(family, depth), 2)
        .luts("level", stored + 2 * Luts.chain(family, stored))
        .luts("control", 5)
        .luts("clear", family.xilinx() || depth > 128 ? 0 : stored + 3)
        .ffs(stored + 3)
        .carries(stored <= 2 ? 0 : family.carries(stored))
        .with("queue", StreamQueueCost.of(family, width));
  }

  /**
   * A counter of the beats of a joined pixel, whose turn it is, a choice per bit among the maps,
   * their ready and one valid, and the output queue. Where all maps give the same number of beats,
   * a power of two, the turn is the counter's upper bits.
   *
   * <p>In LUT4 the choice among three maps or more is an AND-OR of decoded turns, three LUTs a bit,
   * two while the whole count is three bits. A map after the first takes four LUTs for its turn,
   * all of them five more where the count is wider than a LUT; aligned ones two.
   *
   * @param width bits of a beat
   * @param beats of a pixel, per map
   */
  public static Primitive concat(Family family, int width, List<Integer> beats) {
    if (!family.xilinx()) {
      return concatInSmallTables(family, width, beats);
    }
    int maps = beats.size();
    int total = beats.stream().mapToInt(b -> b).sum();
    boolean aligned = isAligned(beats);
    int turns = aligned || Counter.bits(total) == 1 ? 0 : maps - 1;
    int choice = aligned ? Luts.multiplexer(family, maps) : Luts.chain(family, 2 * maps - 1);
    return Primitive.of("concatenation")
        .with("counters", Counter.of(family, total))
        .luts("data", width * choice)
        .luts("control", maps + 1 + turns)
        .with("queue", StreamQueueCost.of(family, width));
  }

  private static Primitive concatInSmallTables(Family family, int width, List<Integer> beats) {
    int maps = beats.size();
    int total = beats.stream().mapToInt(b -> b).sum();
    int bits = Counter.bits(total);
    boolean aligned = isAligned(beats);
    boolean upper = aligned && Integer.bitCount(maps) == 1;
    int choice = maps == 2 ? 1 : upper || bits <= 3 ? 2 : 3;
    int control = upper ? 2 * (maps - 2) : 4 * maps - 7 + (bits > family.lutInputs() ? 5 : 0);
    return Primitive.of("concatenation")
        .with("counters", Counter.of(family, total))
        .luts("data", width * choice)
        .luts("control", control)
        .with("queue", StreamQueueCost.of(family, width));
  }

  private static boolean isAligned(List<Integer> beats) {
    return Integer.bitCount(beats.get(0)) == 1 && new HashSet<>(beats).size() == 1;
  }
}
