package bitwright.quantize.signal;

import bitwright.quantize.ImportException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A passage of what is not quantized yet. The quantizer that follows takes place before it, with
 * everything in between: {@code Q(f(max(a, b))) = max(Q(f(a)), Q(f(b)))} for every f that does not
 * fall.
 *
 * @param layer the name given to the layer
 * @param label how messages call the node
 * @param passage what it does
 * @param inputs what enters
 */
public record Pending(String layer, String label, Passage passage, List<Signal> inputs)
    implements Source {

  /** Copies the list. */
  public Pending {
    inputs = List.copyOf(inputs);
  }

  /** The signal behind a quantizer, which goes before the passage. */
  Signal quantized(Signal signal, Step.Quantize quantize) {
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
    Signal passed = Passing.of(layer, label, passage, coded, signal.shape());
    return new Signal(passed.source(), signal.shape(), signal.order(), passed.steps());
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
