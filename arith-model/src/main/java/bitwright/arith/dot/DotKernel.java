package bitwright.arith.dot;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.WeightMatrix;

/**
 * An exact product of a prepared weight matrix with vectors of codes.
 *
 * <p>{@code out[v, r] = Σ_c image(w[r, c]) · image(x[v, c])}. A kernel is chosen by the proven
 * range of the partial sums, never by hope; all kernels give equal results.
 */
public interface DotKernel {

  /** The accumulators of the vectors {@code from … to − 1} of a batch, in that order. */
  Accumulators multiply(CodeMatrix inputs, int from, int to);

  /** The kernel for these weights and inputs of this format. */
  static DotKernel of(WeightMatrix weights, Format input) {
    if (weights.format() instanceof BipolarFormat w
        && w.bits() == 1
        && input instanceof BipolarFormat x
        && x.bits() == 1) {
      return new XnorKernel(weights);
    }
    IntegerRange partial = partialSums(weights, input);
    if (partial.signedBits() <= 32) {
      return new IntKernel(weights, input);
    }
    if (partial.signedBits() <= 64) {
      return new LongKernel(weights, input);
    }
    return new WideKernel(weights, input);
  }

  /**
   * A range that contains every product and every partial sum in any order: the sum over columns of
   * the largest product magnitude, with either sign, for the worst row.
   */
  static IntegerRange partialSums(WeightMatrix weights, Format input) {
    var levels = weights.format().levels();
    var inputs = input.levels();
    var xMax = inputs.max().abs().max(inputs.min().abs());
    var worst = java.math.BigInteger.ZERO;
    for (int row = 0; row < weights.rows(); row++) {
      var sum = java.math.BigInteger.ZERO;
      for (int c = 0; c < weights.columns(); c++) {
        sum = sum.add(levels.image(levels.rank(weights.code(row, c))).abs());
      }
      worst = worst.max(sum.multiply(xMax));
    }
    var bound = worst.max(xMax);
    return new IntegerRange(bound.negate(), bound);
  }
}
