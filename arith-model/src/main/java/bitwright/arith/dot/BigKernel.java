package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.network.WeightMatrix;
import java.math.BigInteger;

/** Sums of any width and of any significands, by definition. */
final class BigKernel implements DotKernel {

  private final WeightMatrix matrix;
  private final BigInteger[] weightImages;
  private final BigInteger[] inputImages;

  BigKernel(WeightMatrix matrix, Format input) {
    this.matrix = matrix;
    weightImages = Images.bigs(matrix.format());
    inputImages = Images.bigs(input);
  }

  @Override
  public Accumulators multiply(CodeMatrix inputs, int from, int to) {
    int rows = matrix.rows();
    BigInteger[] out = new BigInteger[(to - from) * rows];
    for (int v = from; v < to; v++) {
      for (int r = 0; r < rows; r++) {
        BigInteger sum = BigInteger.ZERO;
        for (int c = 0; c < matrix.columns(); c++) {
          sum = sum.add(weightImages[matrix.code(r, c)].multiply(inputImages[inputs.code(v, c)]));
        }
        out[(v - from) * rows + r] = sum;
      }
    }
    return Accumulators.wide(to - from, rows, out);
  }
}
