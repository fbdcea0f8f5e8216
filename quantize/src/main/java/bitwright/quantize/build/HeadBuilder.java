package bitwright.quantize.build;

import bitwright.arith.format.Reals;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.OutputHead.Post;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.quantize.ImportException;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Step;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/** Folds what follows the last quantizer or product into the output head. */
final class HeadBuilder {

  private HeadBuilder() {}

  /**
   * The head: an affine function, then perhaps the rectifier. A positive factor after the rectifier
   * moves before it.
   */
  static OutputHead build(
      Signal result, List<Step> tail, Optional<Quantizer> codes, Post post, int k) {
    Step.Affine affine =
        codes
            .map(
                q ->
                    new Step.Affine(
                        Coefficients.all(
                            Reals.powerOfTwo(q.format().unitExponent()).multiply(q.scale())),
                        Coefficients.ZERO))
            .orElse(Step.Affine.IDENTITY);
    boolean rectified = false;
    for (Step step : tail) {
      if (step instanceof Step.Affine next && (!rectified || isPositiveFactor(next, result))) {
        affine = affine.then(next);
      } else if (step instanceof Step.Clamp clamp && clamp.isRectifier()) {
        rectified = true;
      } else {
        throw ImportException.of(
            "the operators after %s, the last layer's, are more than scale, offset and Relu in this"
                + " order; put a quantizer after them or remove them",
            label(result));
      }
    }
    int channels = result.features();
    double[] scale = new double[channels];
    double[] offset = new double[channels];
    for (int c = 0; c < channels; c++) {
      scale[c] = finite(affine.slope().at(c), c);
      offset[c] = finite(affine.offset().at(c), c);
    }
    return new OutputHead(scale, offset, rectified, post, k);
  }

  /** The node that the head follows. */
  private static String label(Signal result) {
    int last = result.lastQuantizer();
    if (last >= 0) {
      return ((Step.Quantize) result.steps().get(last)).label();
    }
    return result.source().label();
  }

  private static boolean isPositiveFactor(Step.Affine step, Signal result) {
    if (!step.offset().isZero()) {
      return false;
    }
    for (int c = 0; c < result.features(); c++) {
      if (step.slope().at(c).compareTo(BigFraction.ZERO) <= 0) {
        return false;
      }
    }
    return true;
  }

  private static double finite(BigFraction x, int channel) {
    double rounded = Reals.toDouble(x);
    boolean vanished = rounded == 0 && x.getNumerator().signum() != 0;
    if (Double.isInfinite(rounded) || vanished) {
      throw ImportException.of(
          "the final scale or offset of output %d is beyond what a double holds; use scales of"
              + " common size",
          channel);
    }
    return rounded;
  }
}
