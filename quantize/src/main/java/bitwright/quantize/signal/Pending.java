package bitwright.quantize.signal;

import bitwright.quantize.ImportException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A passage of what is not quantized yet. The quantizer that follows takes place before it, with
 * everything in between: {@code Q(f(max(a, b))) = max(Q(f(a)), Q(f(b)))} for every f that does not
 * fall.
 */
public final class Pending implements Source {

  /** What follows, up to the quantizer. */
  private record Tail(List<Step> steps, Step.Quantize quantize) {}

  private final String layer;
  private final String label;
  private final Passage passage;
  private final List<Signal> inputs;

  /** What was quantized before: equal steps make one passage, however often they are met. */
  private final Map<Tail, Signal> quantized = new HashMap<>();

  /**
   * A passage that waits for a quantizer.
   *
   * @param layer the name given to the layer
   * @param label how messages call the node
   * @param passage what it does
   * @param inputs what enters
   */
  public Pending(String layer, String label, Passage passage, List<Signal> inputs) {
    this.layer = layer;
    this.label = label;
    this.passage = passage;
    this.inputs = List.copyOf(inputs);
  }

  @Override
  public String label() {
    return label;
  }

  /** What it does. */
  public Passage passage() {
    return passage;
  }

  /** What enters. */
  public List<Signal> inputs() {
    return inputs;
  }

  /** The signal behind a quantizer, which goes before the passage. */
  Signal quantized(Signal signal, Step.Quantize quantize) {
    Tail tail = new Tail(signal.steps(), quantize);
    Signal passed = quantized.get(tail);
    if (passed == null) {
      passed = passed(signal, quantize);
      quantized.put(tail, passed);
    }
    return new Signal(passed.source(), signal.shape(), signal.order(), passed.steps());
  }

  private Signal passed(Signal signal, Step.Quantize quantize) {
    for (Step step : signal.steps()) {
      if (step instanceof Step.Affine affine) {
        requireMovable(affine, quantize);
      }
    }
    List<CodedSignal> coded = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Signal input = inputs.get(i);
      for (Step step : signal.steps()) {
        input = input.then(step instanceof Step.Affine affine ? pulled(affine, i) : step);
      }
      coded.add(input.then(quantize).coded().orElseThrow());
    }
    return Passing.of(layer, label, passage, coded, signal.shape());
  }

  private Step.Affine pulled(Step.Affine step, int input) {
    return new Step.Affine(
        passage.pulled(step.slope(), input), passage.pulled(step.offset(), input));
  }

  private void requireMovable(Step.Affine step, Step.Quantize quantize) {
    int pixels = passage.output().pixels();
    if (!step.isPerBlock(pixels)) {
      throw ImportException.of(
          "%s takes numbers that are not quantized, and between it and %s stand constants that vary"
              + " within a channel; put the quantizer before it",
          label, quantize.label());
    }
    for (int c = 0; passage.compares() && c < passage.output().channels(); c++) {
      if (step.slope().at(c * pixels).compareTo(BigFraction.ZERO) < 0) {
        throw ImportException.of(
            "%s takes numbers that are not quantized, and between it and %s stands a negative"
                + " factor for channel %d, with which a maximum does not commute; put the quantizer"
                + " before it",
            label, quantize.label(), c);
      }
    }
  }
}
