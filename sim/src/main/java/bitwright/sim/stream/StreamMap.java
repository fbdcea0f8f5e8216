package bitwright.sim.stream;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.StreamShape;
import bitwright.hw.Accelerator;
import bitwright.hw.Tap;
import java.util.ArrayList;
import java.util.List;

/**
 * All streams of an accelerator that a simulation watches.
 *
 * @param input the beats of {@code s_axis}
 * @param probes the output of every layer, in order
 * @param output the beats of {@code m_axis}
 * @param patience cycles without any movement after which the accelerator counts as stuck
 * @param drain cycles that are watched after the last output, for beats too many
 */
public record StreamMap(
    BeatLayout input, List<Probe> probes, BeatLayout output, long patience, long drain) {

  private static final int LEAST_PATIENCE = 10_000;

  /** Keeps an unmodifiable copy. */
  public StreamMap {
    probes = List.copyOf(probes);
  }

  /**
   * The streams of an accelerator.
   *
   * @throws IllegalArgumentException if its taps do not agree with its plan
   */
  public static StreamMap of(Accelerator accelerator) {
    AcceleratorPlan plan = accelerator.plan();
    if (accelerator.taps().size() != plan.layers().size()) {
      throw new IllegalArgumentException(
          "accelerator %s has %d taps for %d layers"
              .formatted(accelerator.top(), accelerator.taps().size(), plan.layers().size()));
    }
    List<Probe> probes = new ArrayList<>();
    for (int i = 0; i < accelerator.taps().size(); i++) {
      probes.add(probe(accelerator.top(), accelerator.taps().get(i), plan.layers().get(i)));
    }
    BeatLayout input = layout(plan.input());
    BeatLayout output = layout(plan.output());
    long interval = plan.cyclesPerInference();
    return new StreamMap(input, probes, output, LEAST_PATIENCE + 8 * interval, 256 + 2 * interval);
  }

  private static BeatLayout layout(StreamShape stream) {
    return new BeatLayout(stream.beats(), stream.elements(), stream.elementBits());
  }

  private static Probe probe(String top, Tap tap, LayerPlan layer) {
    if (!tap.layer().equals(layer.layer().name())
        || tap.elements() != layer.output().elements()
        || tap.elementBits() != layer.output().elementBits()) {
      throw new IllegalArgumentException(
          "tap %s of %d × %d bits does not agree with layer %s, %d × %d bits"
              .formatted(
                  tap.layer(),
                  tap.elements(),
                  tap.elementBits(),
                  layer.layer().name(),
                  layer.output().elements(),
                  layer.output().elementBits()));
    }
    String scope = tap.instance().isEmpty() ? top : top + "." + tap.instance();
    BeatLayout layout = layout(layer.output());
    return new Probe(tap.layer(), scope, tap.valid(), tap.ready(), tap.data(), layout);
  }

  /** The name of a stream by its number: 0 is s_axis, then the probes, then m_axis. */
  public String name(int stream) {
    if (stream == 0) {
      return "s_axis";
    }
    return stream <= probes.size() ? probes.get(stream - 1).name() : "m_axis";
  }

  /** The layout of a stream by its number. */
  public BeatLayout layout(int stream) {
    if (stream == 0) {
      return input;
    }
    return stream <= probes.size() ? probes.get(stream - 1).layout() : output;
  }

  /** The number of streams. */
  public int count() {
    return probes.size() + 2;
  }
}
