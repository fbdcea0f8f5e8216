package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.WeightMatrix;
import java.util.Optional;
import jdk.incubator.vector.VectorShape;

/** The kernels that use the Vector API; named only where its module is known to be there. */
final class VectorKernels implements KernelFamily {

  /** Shorter vectors gain little, and x86 processors of that age lack the fused operation. */
  private static final int LEAST_BITS = 256;

  @Override
  public boolean isProfitable() {
    return VectorShape.preferredShape().vectorBitSize() >= LEAST_BITS;
  }

  @Override
  public Optional<DotKernel> kernel(WeightMatrix weights, Format input, IntegerRange partial) {
    if (partial.max().compareTo(FloatVectorKernel.LIMIT) <= 0) {
      return Optional.of(new FloatVectorKernel(weights, input));
    }
    return partial.max().compareTo(DoubleVectorKernel.LIMIT) <= 0
        ? Optional.of(new DoubleVectorKernel(weights, input))
        : Optional.empty();
  }

  @Override
  public Optional<MapKernel> mapKernel(ConvLayer layer, IntegerRange partial) {
    return partial.max().compareTo(FloatVectorKernel.LIMIT) <= 0
        ? Optional.of(new FloatVectorMapKernel(layer))
        : Optional.empty();
  }
}
