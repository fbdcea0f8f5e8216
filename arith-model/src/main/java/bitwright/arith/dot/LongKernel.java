package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.network.WeightMatrix;

/** Images, products and sums proven to fit in 64 bits. */
final class LongKernel implements DotKernel {

  private final int rows;
  private final int columns;
  private final long[] weights;
  private final long[] inputImages;

  LongKernel(WeightMatrix matrix, Format input) {
    rows = matrix.rows();
    columns = matrix.columns();
    weights = Images.longs(matrix);
    inputImages = Images.longs(input);
  }

  @Override
  public Accumulators multiply(CodeMatrix inputs, int from, int to) {
    long[] out = new long[(to - from) * rows];
    long[] x = new long[columns];
    for (int v = from; v < to; v++) {
      for (int c = 0; c < columns; c++) {
        x[c] = inputImages[inputs.code(v, c)];
      }
      for (int r = 0; r < rows; r++) {
        long sum = 0;
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
