package bitwright.sim;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.sim.stream.BeatLayout;
import bitwright.sim.stream.Recording;
import bitwright.sim.stream.StreamRule;
import bitwright.sim.stream.StreamViolation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads codes and accumulators out of recorded beats. */
final class Observation {

  private final AcceleratorPlan plan;
  private final Recording recording;

  Observation(AcceleratorPlan plan, Recording recording) {
    this.plan = plan;
    this.recording = recording;
  }

  /** The stream that a layer's output is read from: its probe, or for the last layer m_axis. */
  Recording.Output stream(int layer) {
    boolean last = layer == plan.layers().size() - 1;
    return last ? recording.last() : recording.outputs().get(layer);
  }

  /** The number of a layer's stream in the stream map. */
  int streamNumber(int layer) {
    return layer == plan.layers().size() - 1 ? layer + 2 : layer + 1;
  }

  /** The codes of a layer that gives codes, for the vectors that passed whole. */
  CodeMatrix codes(int layer) {
    Recording.Output stream = stream(layer);
    BeatLayout layout = stream.layout();
    int[] codes = new int[stream.vectors() * layout.width()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (int) layout.element(stream.bytes(), i / layout.width(), i % layout.width());
    }
    return new CodeMatrix(
        plan.layers().get(layer).layer().output().orElseThrow(),
        stream.vectors(),
        layout.width(),
        codes);
  }

  /** The accumulators that leave the last layer, for the vectors that left whole. */
  Accumulators accumulators() {
    Recording.Output stream = recording.last();
    BeatLayout layout = stream.layout();
    int width = layout.width();
    if (layout.elementBits() <= 56) {
      int shift = 64 - layout.elementBits();
      long[] values = new long[stream.vectors() * width];
      for (int i = 0; i < values.length; i++) {
        values[i] = layout.element(stream.bytes(), i / width, i % width) << shift >> shift;
      }
      return Accumulators.narrow(stream.vectors(), width, values);
    }
    BigInteger[] values = new BigInteger[stream.vectors() * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = layout.signedElement(stream.bytes(), i / width, i % width);
    }
    return Accumulators.wide(stream.vectors(), width, values);
  }

  /** All that left the hardware for whole vectors, in the golden model's terms. */
  Evaluation evaluation(CodeMatrix inputs) {
    Network network = plan.network();
    int vectors = recording.last().vectors();
    List<CodeMatrix> codes = new ArrayList<>();
    for (int i = 0; i < plan.layers().size(); i++) {
      if (plan.layers().get(i).layer().output().isPresent()) {
        codes.add(head(codes(i), vectors));
      }
    }
    Accumulators last =
        network.emitsAccumulators()
            ? accumulators()
            : Accumulators.narrow(0, network.last().outputShape().elements(), new long[0]);
    return new Evaluation(network, head(inputs, vectors), List.copyOf(codes), last);
  }

  private static CodeMatrix head(CodeMatrix all, int vectors) {
    if (all.vectors() <= vectors) {
      return all;
    }
    int[] codes = Arrays.copyOf(all.codes(), vectors * all.width());
    return new CodeMatrix(all.format(), vectors, all.width(), codes);
  }

  /** The first beat that leaves with bits set above its elements, if there is one. */
  Optional<StreamViolation> padding() {
    Recording.Output out = recording.last();
    for (int v = 0; v < out.vectors(); v++) {
      for (int b = 0; b < out.layout().beats(); b++) {
        if (!out.layout().paddingClear(out.bytes(), v, b)) {
          String place = "vector %d, beat %d".formatted(v, b);
          return Optional.of(
              new StreamViolation(StreamRule.PADDING_SET, "m_axis", out.lastCycles()[v], place));
        }
      }
    }
    return Optional.empty();
  }
}
