package bitwright.arith.plan;

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

  private Latency() {}

  /** Cycles from the first input beat to the last output beat, both included. */
  static int of(AcceleratorPlan plan) {
    int[] times = new int[plan.inputBeats()];
    for (int beat = 0; beat < times.length; beat++) {
      times[beat] = beat;
    }
    int elements = plan.inputElements();
    for (LayerPlan layer : plan.layers()) {
      times = unit(layer, convert(times, elements, layer.fold().simd()));
      elements = layer.fold().pe();
    }
    return times[times.length - 1] + 1;
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
   * Through a matrix-vector unit: from the read of a group's last word, the pipeline and one cycle
   * in the output queue.
   */
  private static int[] unit(LayerPlan layer, int[] times) {
    int complete = times[times.length - 1];
    int[] outputs = new int[layer.neuronFold()];
    for (int group = 0; group < outputs.length; group++) {
      int lastRead = layer.buffered() ? complete + (group + 1) * layer.synapseFold() : complete;
      outputs[group] = lastRead + layer.pipelineStages() + 1;
    }
    return outputs;
  }
}
