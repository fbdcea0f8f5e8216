package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.network.WeightMatrix;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Sums of 65 to 128 bits in two {@code long}s, for example E5M2 × E5M2, whose products alone have
 * 64 bits. Images fit in one {@code long} each.
 */
final class WideKernel implements DotKernel {

  private final int rows;
  private final int columns;
  private final long[] weights;
  private final long[] inputImages;

  WideKernel(WeightMatrix matrix, Format input) {
    rows = matrix.rows();
    columns = matrix.columns();
    weights = Images.longs(matrix);
    inputImages = Images.longs(input);
  }

  @Override
  public Accumulators multiply(CodeMatrix inputs, int from, int to) {
    BigInteger[] out = new BigInteger[(to - from) * rows];
    long[] x = new long[columns];
    for (int v = from; v < to; v++) {
      for (int c = 0; c < columns; c++) {
        x[c] = inputImages[inputs.code(v, c)];
      }
      for (int r = 0; r < rows; r++) {
        out[(v - from) * rows + r] = dot(weights, r * columns, x);
      }
    }
    return Accumulators.wide(to - from, rows, out);
  }

  private static BigInteger dot(long[] weights, int base, long[] x) {
    long high = 0;
    long low = 0;
    for (int c = 0; c < x.length; c++) {
      long w = weights[base + c];
      long product = w * x[c];
      low += product;
      int carry = Long.compareUnsigned(low, product) < 0 ? 1 : 0;
      high += Math.multiplyHigh(w, x[c]) + carry;
    }
    return high == low >> (Long.SIZE - 1)
        ? BigInteger.valueOf(low)
        : new BigInteger(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
  }
}
