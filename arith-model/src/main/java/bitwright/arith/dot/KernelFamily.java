package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.WeightMatrix;
import java.util.Optional;

/** Makes kernels of one kind, for those widths that the kind can carry exactly. */
interface KernelFamily {

  /**
   * The kernel for these weights and inputs, or empty if this family has none of that width.
   *
   * @param partial the proven range of {@link DotKernel#partialSums}
   */
  Optional<DotKernel> kernel(WeightMatrix weights, Format input, IntegerRange partial);

  /** The kernel for a convolution, or empty if this family has none of that width. */
  Optional<MapKernel> mapKernel(ConvLayer layer, IntegerRange partial);

  /** The family that uses the Vector API; empty if the JVM was started without its module. */
  static Optional<KernelFamily> vector() {
    return VectorFamily.INSTANCE;
  }

  /** Whether this processor gains from the family. */
  boolean isProfitable();

  /** Loads the family by name: its classes cannot be linked where the module is absent. */
  final class VectorFamily {

    private static final Optional<KernelFamily> INSTANCE = load();

    private VectorFamily() {}

    private static Optional<KernelFamily> load() {
      if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
        return Optional.empty();
      }
      try {
        Class<?> family = Class.forName("bitwright.arith.dot.VectorKernels");
        return Optional.of((KernelFamily) family.getDeclaredConstructor().newInstance())
            .filter(KernelFamily::isProfitable);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the vector kernels are missing from the class path", e);
      }
    }
  }
}
