package bitwright.arith.plan;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Node;
import bitwright.arith.network.Patches;
import bitwright.arith.network.Window;
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

  /** From the read of a word of a line buffer to its leaving the sliding window. */
  private static final int WINDOW = 2;

  /** From a beat to the result of a unit of lanes, beside its threshold search. */
  private static final int LANES = 2;

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
        taken.add(convert(times, elements, layer.inputs().get(port).elements()));
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
      int[] words = conv.pointwise() ? first : window(conv.layer().patches(), first, 1);
      return unit(unit, up(words, conv.fold().simd() / conv.wordElements()));
    }
    if (plan instanceof PoolPlan pool) {
      int[] words = window(pool.layer().patches(), first, pool.channelGroups());
      int[] last = up(words, pool.layer().patches().window().positions());
      return later(last, LANES + plan.thresholds().map(ThresholdPlan::stages).orElse(0));
    }
    int[] times = new int[plan.output().beats()];
    for (int beat = 0; beat < times.length; beat++) {
      for (int[] input : inputs) {
        int seen = (int) ((beat + 1L) * input.length + times.length - 1) / times.length - 1;
        times[beat] = Math.max(times[beat], input[Math.min(seen, input.length - 1)]);
      }
      if (beat > 0) {
        times[beat] = Math.max(times[beat], times[beat - 1] + 1);
      }
    }
    return later(times, LANES + plan.thresholds().map(ThresholdPlan::stages).orElse(0));
  }

  private static int[] later(int[] times, int cycles) {
    return IntStream.of(times).map(t -> t + cycles).toArray();
  }

  /** Through a sliding window: one word a cycle, each once it is there. */
  private static int[] window(Patches patches, int[] times, int groups) {
    Window window = patches.window();
    MapShape map = patches.input();
    int wordsPerPixel = times.length / map.pixels();
    int[] words = new int[patches.count() * window.positions() * wordsPerPixel];
    int free = 0;
    int to = 0;
    int perGroup = wordsPerPixel / groups;
    for (int patch = 0; patch < patches.count(); patch++) {
      int top = patch / patches.outputWidth() * window.strideHeight() - window.padTop();
      int left = patch % patches.outputWidth() * window.strideWidth() - window.padLeft();
      for (int i = 0; i < window.positions() * wordsPerPixel; i++) {
        int position = i / perGroup % window.positions();
        int y = top + position / window.kernelWidth() * window.dilationHeight();
        int x = left + position % window.kernelWidth() * window.dilationWidth();
        int there = 0;
        if (y >= 0 && y < map.height() && x >= 0 && x < map.width()) {
          int word = i / perGroup / window.positions() * perGroup + i % perGroup;
          there = times[(y * map.width() + x) * wordsPerPixel + word] + 1;
        }
        free = Math.max(free, there);
        words[to++] = free + WINDOW;
        free++;
      }
    }
    return words;
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
   * Through a matrix-vector unit, vector by vector: from the read of a group's last word, the
   * pipeline and one cycle in the output queue.
   */
  private static int[] unit(MatrixPlan plan, int[] times) {
    int vectors = times.length / plan.inputWords();
    int[] outputs = new int[vectors * plan.neuronFold()];
    int free = 0;
    for (int v = 0; v < vectors; v++) {
      int complete = times[(v + 1) * plan.inputWords() - 1];
      int start = Math.max(complete + 1, free);
      for (int group = 0; group < plan.neuronFold(); group++) {
        int lastRead = plan.buffered() ? start - 1 + (group + 1) * plan.synapseFold() : complete;
        outputs[v * plan.neuronFold() + group] = lastRead + plan.pipelineStages() + 1;
      }
      free = start + plan.cyclesPerVector();
    }
    return outputs;
  }
}
