package bitwright.arith.dot;

import bitwright.arith.network.WeightMatrix;

/**
 * ±1 × ±1 as bits, 64 lanes a word: {@code dot = 2·popcount(XNOR(w, x)) − K}.
 *
 * <p>The lanes beyond K hold 1 in the weights and 0 in the inputs, so their XNOR is 0.
 */
final class XnorKernel implements DotKernel {

  private final int rows;
  private final int columns;
  private final int words;
  private final long[] weights;

  XnorKernel(WeightMatrix matrix) {
    rows = matrix.rows();
    columns = matrix.columns();
    words = (columns + 63) / 64;
    weights = new long[rows * words];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < words * 64; i++) {
        if (i >= columns || matrix.code(r, i) == 1) {
          weights[r * words + i / 64] |= 1L << i;
        }
      }
    }
  }

  @Override
  public Accumulators multiply(CodeMatrix inputs, int from, int to) {
    long[] out = new long[(to - from) * rows];
    long[] x = new long[words];
    for (int v = from; v < to; v++) {
      java.util.Arrays.fill(x, 0);
      for (int c = 0; c < columns; c++) {
        x[c >> 6] |= (long) inputs.code(v, c) << c;
      }
      for (int r = 0; r < rows; r++) {
        int matches = 0;
        int base = r * words;
        for (int i = 0; i < words; i++) {
          matches += Long.bitCount(~(weights[base + i] ^ x[i]));
        }
        out[(v - from) * rows + r] = 2L * matches - columns;
      }
    }
    return Accumulators.narrow(to - from, rows, out);
  }
}
