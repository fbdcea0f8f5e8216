package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.network.DenseLayer;
import java.util.List;

/** A dense layer: one matrix product for a whole chunk of vectors. */
final class DenseWork implements LayerModel.SumWork {

  private final MatrixModel matrix;

  DenseWork(DenseLayer layer) {
    matrix = new MatrixModel(layer);
  }

  @Override
  public Accumulators sums(List<CodeMatrix> inputs, int from, int to) {
    return matrix.sums(inputs.get(0), from, to);
  }

  @Override
  public void codes(Accumulators sums, int[] codes, int offset) {
    matrix.requantize(sums, codes, offset);
  }
}
