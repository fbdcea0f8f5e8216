package bitwright.arith.plan;

import bitwright.arith.network.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Follows the beats of one image through an idle accelerator: in which cycle each of them passes
 * each stream, counted from the first input beat in cycle 0.
 *
 * <p>Exact where no unit waits for the next one to take its beats, as in every plan whose folds are
 * balanced; otherwise the true latency is greater. Worked example: SF = 3, NF = 12, ten pipeline
 * stages. The vector is complete after cycle 2, its words are read from cycle 3 on, the first sum
 * is complete with the read in cycle 5, enters the output queue ten cycles later and leaves it in
 * cycle 16.
 */
final class Latency {

  /** An output queue. */
  private static final int QUEUE = 1;

  /** From the read of a word of a line buffer to its leaving: memory and queue. */
  private static final int LINE_BUFFER = 1 + QUEUE;

  /** The register that holds a maximum or a sum over a window. */
  private static final int POOL = 1;

  /** The registers of an elementwise sum: terms, then their sum. */
  private static final int SUM = 2;

  /** A queue in a memory: writing, reading, output queue. */
  private static final int BRANCH_QUEUE = 2 + QUEUE;

  private Latency() {}

  /** Cycles from the first input beat to the last output beat, both included. */
  static int of(AcceleratorPlan plan) {
    int[] input = IntStream.range(0, plan.inputBeats()).toArray();
    List<int[]> given = new ArrayList<>();
    for (int i = 0; i < plan.layers().size(); i++) {
      LayerPlan layer = plan.layers().get(i);
      List<Integer> sources = plan.network().nodes().get(i).sources();
      List<int[]> taken = new ArrayList<>();
      for (int port = 0; port < sources.size(); port++) {
        int source = sources.get(port);
        int[] times = source == Node.INPUT ? input : given.get(source);
        int elements = plan.source(source).elements();
        int[] cut = convert(times, elements, layer.inputs().get(port).elements());
        taken.add(plan.queueDepth(i, port) > 0 ? later(cut, BRANCH_QUEUE) : cut);
      }
      given.add(through(layer, taken));
    }
    int[] times = given.get(given.size() - 1);
    return times[times.length - 1] + 1;
  }

  private static int[] through(LayerPlan plan, List<int[]> inputs) {
    int[] first = inputs.get(0);
    if (plan instanceof MatrixPlan unit) {
      return unit(unit, first);
    }
    if (plan instanceof ConvPlan conv) {
      MatrixPlan unit = conv.multiplier();
      int[] words = conv.pointwise() ? first : read(conv.window().buffer(), first);
      return unit(unit, up(words, unit.inputLanes() / conv.wordElements()));
    }
    if (plan instanceof PoolPlan pool) {
      int[] words = read(pool.window().buffer(), first);
      int positions = pool.layer().patches().window().positions();
      int[] results = new int[words.length / positions];
      for (int i = 0; i < results.length; i++) {
        results[i] = words[(i + 1) * positions - 1];
      }
      return later(results, POOL + stages(plan) + QUEUE);
    }
    if (plan instanceof MovePlan move) {
      return read(move.buffer(), first);
    }
    if (plan instanceof ConcatPlan concat) {
      return later(inTurn(concat, inputs), QUEUE);
    }
    int[] all = first.clone();
    for (int beat = 0; beat < all.length; beat++) {
      for (int[] input : inputs) {
        all[beat] = Math.max(all[beat], input[beat]);
      }
    }
    return later(all, SUM + stages(plan) + QUEUE);
  }

  private static int stages(LayerPlan plan) {
    return plan.thresholds().map(ThresholdPlan::stages).orElse(0);
  }

  /** The beats of every pixel of each map in turn, one a cycle. */
  private static int[] inTurn(ConcatPlan plan, List<int[]> inputs) {
    int[] beats = plan.layer().inputs().stream().mapToInt(m -> m.channels()).toArray();
    int[] next = new int[inputs.size()];
    int[] times = new int[plan.output().beats()];
    int free = Integer.MIN_VALUE / 2;
    for (int to = 0; to < times.length; ) {
      for (int map = 0; map < inputs.size(); map++) {
        for (int beat = 0; beat < beats[map] / plan.fold().pe(); beat++) {
          free = Math.max(free, inputs.get(map)[next[map]++]);
          times[to++] = free++;
        }
      }
    }
    return times;
  }

  private static int[] later(int[] times, int cycles) {
    return IntStream.of(times).map(t -> t + cycles).toArray();
  }

  /** Through a line buffer: one word a cycle, each once it is there. */
  private static int[] read(LineBufferPlan plan, int[] times) {
    if (plan.inOrder()) {
      return later(times, QUEUE);
    }
    int[] words = plan.words();
    // Leading words of the border are read before anything comes in.
    int free = -words.length;
    int[] leaving = new int[words.length];
    for (int step = 0; step < words.length; step++) {
      if (words[step] >= 0) {
        free = Math.max(free, times[words[step]] + 1);
      }
      leaving[step] = free++ + LINE_BUFFER;
    }
    return leaving;
  }

  /** Through the width converter: up to the least common multiple, then down. */
  private static int[] convert(int[] times, int from, int to) {
    int multiple = from / gcd(from, to) * to;
    return down(up(times, multiple / from), multiple / to);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** A wide beat is offered the cycle after its last part arrived. */
  private static int[] up(int[] times, int factor) {
    if (factor == 1) {
      return times;
    }
    int[] wide = new int[times.length / factor];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = times[(i + 1) * factor - 1] + 1;
    }
    return wide;
  }

  /**
   * A wide beat leaves in parts, one a cycle; the next is taken with the last part of the one
   * before.
   */
  private static int[] down(int[] times, int factor) {
    if (factor == 1) {
      return times;
    }
    int[] parts = new int[times.length * factor];
    int free = 0;
    for (int i = 0; i < times.length; i++) {
      int taken = Math.max(times[i], free);
      for (int part = 0; part < factor; part++) {
        parts[i * factor + part] = taken + 1 + part;
      }
      free = taken + factor;
    }
    return parts;
  }

  /**
   * Through a matrix-vector unit, block of inputs by block: from the read of a row group's last
   * word, the pipeline and one cycle in the output queue.
   */
  private static int[] unit(MatrixPlan plan, int[] times) {
    int words = plan.synapseFold();
    int rowGroups = plan.neuronFoldPerGroup();
    int[] outputs = new int[times.length / words * rowGroups];
    int free = Integer.MIN_VALUE / 2;
    for (int block = 0; block < times.length / words; block++) {
      int complete = times[(block + 1) * words - 1];
      int start = Math.max(complete + 1, free);
      for (int group = 0; group < rowGroups; group++) {
        int lastRead = plan.buffered() ? start - 1 + (group + 1) * words : complete;
        outputs[block * rowGroups + group] = lastRead + plan.pipelineStages() + QUEUE;
      }
      free = start + rowGroups * words;
    }
    return outputs;
  }
}
