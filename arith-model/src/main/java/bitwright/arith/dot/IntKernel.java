package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.network.WeightMatrix;

/** Images, products and sums proven to fit in 32 bits. */
final class IntKernel implements DotKernel {

  private final int rows;
  private final int columns;
  private final int[] weights;
  private final int[] inputImages;

  IntKernel(WeightMatrix matrix, Format input) {
    rows = matrix.rows();
    columns = matrix.columns();
    weights = Images.ints(matrix);
    inputImages = Images.ints(input);
  }

  @Override
  public Accumulators multiply(CodeMatrix inputs, int from, int to) {
    long[] out = new long[(to - from) * rows];
    int[] x = new int[columns];
    for (int v = from; v < to; v++) {
      for (int c = 0; c < columns; c++) {
        x[c] = inputImages[inputs.code(v, c)];
      }
      for (int r = 0; r < rows; r++) {
        int sum = 0;
        int base = r * columns;
        for (int c = 0; c < columns; c++) {
          sum += weights[base + c] * x[c];
        }
        out[(v - from) * rows + r] = sum;
      }
    }
    return Accumulators.narrow(to - from, rows, out);
  }
}
