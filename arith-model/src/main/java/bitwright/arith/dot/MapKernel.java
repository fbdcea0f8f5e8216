package bitwright.arith.dot;

import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DenseLayer;
import java.util.Optional;

/**
 * The exact sums of a convolution over one feature map, without copying its patches.
 *
 * <p>Like a {@link DotKernel} it is chosen by the proven range of the partial sums, and gives equal
 * results.
 */
public interface MapKernel {

  /**
   * The accumulators of one map, {@code [output pixels, output channels]}.
   *
   * @param codes holds the map in stream order from {@code offset} on
   */
  Accumulators multiply(int[] codes, int offset);

  /** A kernel for a layer; empty where copying its patches for a {@link DotKernel} is the way. */
  static Optional<MapKernel> of(ConvLayer layer) {
    DenseLayer kernel = layer.kernel().orElseThrow();
    var partial = DotKernel.partialSums(kernel.weights(), kernel.input());
    return KernelFamily.vector().flatMap(family -> family.mapKernel(layer, partial));
  }
}
