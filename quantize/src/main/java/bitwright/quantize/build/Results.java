package bitwright.quantize.build;

import bitwright.quantize.ImportException;
import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Pending;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Step;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/** What leaves a network: codes where its signal has a quantizer, else a layer's accumulators. */
final class Results {

  private Results() {}

  /** The codes at a result's last quantizer. */
  static CodedSignal codes(Signal result) {
    int last = result.lastQuantizer();
    return new CodedSignal(
        result.source(),
        result.steps().subList(0, last),
        (Step.Quantize) result.steps().get(last),
        List.of(),
        BigFraction.ONE,
        Coefficients.ZERO);
  }

  /** The refusal of a passage that ends the network without a quantizer. */
  static ImportException unquantized(Pending pending) {
    return ImportException.of(
        "%s takes numbers that are not quantized, and no quantizer follows it; put one before or"
            + " after it",
        pending.label());
  }
}
