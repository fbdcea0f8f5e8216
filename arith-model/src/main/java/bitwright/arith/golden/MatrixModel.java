package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.dot.DotKernel;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.WeightMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One matrix product and its requantizer, prepared for batches.
 *
 * <p>Rows in groups are as many products side by side, each on its own block of the inputs.
 */
final class MatrixModel {

  private final DenseLayer layer;
  private final List<DotKernel> kernels;
  private final Optional<Steps> steps;

  MatrixModel(DenseLayer layer) {
    this.layer = layer;
    kernels =
        IntStream.range(0, layer.groups())
            .mapToObj(g -> DotKernel.of(block(layer, g), layer.input()))
            .toList();
    steps = layer.requantizer().map(q -> Steps.of(q, layer.accumulatorRange()));
  }

  private static WeightMatrix block(DenseLayer layer, int group) {
    WeightMatrix weights = layer.weights();
    int rows = layer.rows() / layer.groups();
    int size = rows * layer.columns();
    int[] codes = Arrays.copyOfRange(weights.codes(), group * size, (group + 1) * size);
    return new WeightMatrix(weights.format(), rows, layer.columns(), codes);
  }

  /** The accumulators of the vectors {@code from … to − 1} of a batch. */
  Accumulators sums(CodeMatrix inputs, int from, int to) {
    if (kernels.size() == 1) {
      return kernels.get(0).multiply(inputs, from, to);
    }
    Accumulators[] blocks = new Accumulators[kernels.size()];
    for (int g = 0; g < blocks.length; g++) {
      blocks[g] = kernels.get(g).multiply(block(inputs, g, from, to), 0, to - from);
    }
    return Accumulators.sideBySide(blocks);
  }

  private CodeMatrix block(CodeMatrix inputs, int group, int from, int to) {
    int columns = layer.columns();
    int[] codes = new int[(to - from) * columns];
    for (int v = from; v < to; v++) {
      int start = v * inputs.width() + group * columns;
      System.arraycopy(inputs.codes(), start, codes, (v - from) * columns, columns);
    }
    return new CodeMatrix(inputs.format(), to - from, columns, codes);
  }

  /** Writes the codes of accumulators, vector by vector, from an offset on. */
  void requantize(Accumulators sums, int[] codes, int offset) {
    steps.orElseThrow().codes(sums, codes, offset);
  }
}
