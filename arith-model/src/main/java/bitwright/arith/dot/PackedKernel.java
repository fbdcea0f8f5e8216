package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.network.WeightMatrix;

/**
 * Sums of at most 64 bits, several rows to a {@code long}: one multiplication per column serves as
 * many rows as their proven width allows.
 *
 * <p>With sums of n bits, {@code k = ⌊64/n⌋} rows share the word {@code W[c] = Σ_i w[i,
 * c]·2^(n·i)}, and {@code Σ_c W[c]·x[c] = Σ_i s_i·2^(n·i)} modulo 2<sup>64</sup>. The lowest field
 * is s_0 in two's complement; once it is subtracted, the next is. Example: n = 21 holds any sum of
 * 1024 products of {@code int4} codes, so three rows share a word.
 */
final class PackedKernel implements DotKernel {

  private final int rows;
  private final int columns;
  private final int bits;
  private final int lanes;
  private final long[] weights;
  private final long[] inputImages;

  PackedKernel(WeightMatrix matrix, Format input, int bits) {
    rows = matrix.rows();
    columns = matrix.columns();
    this.bits = bits;
    lanes = Long.SIZE / bits;
    long[] images = Images.longs(matrix);
    weights = new long[(rows + lanes - 1) / lanes * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        weights[r / lanes * columns + c] += images[r * columns + c] << r % lanes * bits;
      }
    }
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
      int offset = (v - from) * rows;
      for (int r = 0; r < rows; r += lanes) {
        unpack(dot(weights, r / lanes * columns, x), out, offset + r, Math.min(lanes, rows - r));
      }
    }
    return Accumulators.narrow(to - from, rows, out);
  }

  private static long dot(long[] weights, int base, long[] x) {
    long sum = 0;
    for (int c = 0; c < x.length; c++) {
      sum += weights[base + c] * x[c];
    }
    return sum;
  }

  private void unpack(long packed, long[] out, int offset, int count) {
    int unused = Long.SIZE - bits;
    long rest = packed;
    for (int i = 0; i < count; i++) {
      long sum = rest << unused >> unused;
      out[offset + i] = sum;
      rest = (rest - sum) >> bits;
    }
  }
}
