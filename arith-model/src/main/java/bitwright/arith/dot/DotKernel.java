package bitwright.arith.dot;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Levels;
import bitwright.arith.network.WeightMatrix;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An exact product of a prepared weight matrix with vectors of codes.
 *
 * <p>{@code out[v, r] = Σ_c image(w[r, c]) · image(x[v, c])}. A kernel is chosen by the proven
 * range of the partial sums, never by hope; all kernels give equal results.
 */
public interface DotKernel {

  /** The accumulators of the vectors {@code from … to − 1} of a batch, in that order. */
  Accumulators multiply(CodeMatrix inputs, int from, int to);

  /**
   * The fastest kernel for these weights and inputs of this format: with the Vector API where the
   * JVM was started with {@code --add-modules jdk.incubator.vector}, else {@link #portable}.
   */
  static DotKernel of(WeightMatrix weights, Format input) {
    if (isXnor(weights, input)) {
      return new XnorKernel(weights);
    }
    IntegerRange partial = partialSums(weights, input);
    Optional<DotKernel> vector =
        KernelFamily.vector().flatMap(family -> family.kernel(weights, input, partial));
    return vector.orElseGet(() -> portable(weights, input, partial));
  }

  /** The kernel for these weights and inputs of this format in plain Java. */
  static DotKernel portable(WeightMatrix weights, Format input) {
    return isXnor(weights, input)
        ? new XnorKernel(weights)
        : portable(weights, input, partialSums(weights, input));
  }

  private static DotKernel portable(WeightMatrix weights, Format input, IntegerRange partial) {
    if (partial.signedBits() <= Long.SIZE) {
      return new PackedKernel(weights, input, partial.signedBits());
    }
    return LimbKernel.carries(weights, input)
        ? new LimbKernel(weights, input, partial)
        : new BigKernel(weights, input);
  }

  /** Whether the JVM was started so that kernels with the Vector API can be used. */
  static boolean usesVectorApi() {
    return KernelFamily.vector().isPresent();
  }

  private static boolean isXnor(WeightMatrix weights, Format input) {
    return weights.format() instanceof BipolarFormat w
        && w.bits() == 1
        && input instanceof BipolarFormat x
        && x.bits() == 1;
  }

  /**
   * A range that contains every image, every product and every partial sum in any order: the sum
   * over columns of the largest product magnitude, with either sign, for the worst row.
   */
  static IntegerRange partialSums(WeightMatrix weights, Format input) {
    Levels inputs = input.levels();
    BigInteger xMax = inputs.max().abs().max(inputs.min().abs());
    BigInteger bound = weights.maxRowMagnitude().multiply(xMax).max(xMax);
    return new IntegerRange(bound.negate(), bound);
  }
}
