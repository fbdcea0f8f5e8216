package bitwright.arith.dot;

import bitwright.arith.network.WeightMatrix;
import java.util.Arrays;

/**
 * ±1 × ±1 as bits, 64 lanes a word: {@code dot = K − 2·popcount(w ⊕ x)}, the XNOR identity with the
 * complement taken out of the loop.
 *
 * <p>Weights are stored word-major ({@code [words, rows]}), so that four words of the input stay in
 * registers while all rows pass. The lanes beyond K hold 0 on both sides and never differ.
 */
final class XnorKernel implements DotKernel {

  /** The words of one pass over the rows. */
  private static final int PASS = 4;

  private final int rows;
  private final int columns;
  private final int words;
  private final long[] weights;

  XnorKernel(WeightMatrix matrix) {
    rows = matrix.rows();
    columns = matrix.columns();
    words = (columns + PASS * Long.SIZE - 1) / (PASS * Long.SIZE) * PASS;
    weights = new long[rows * words];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        weights[c / Long.SIZE * rows + r] |= (long) matrix.code(r, c) << c;
      }
    }
  }

  @Override
  public Accumulators multiply(CodeMatrix inputs, int from, int to) {
    long[] out = new long[(to - from) * rows];
    Arrays.fill(out, columns);
    long[] x = new long[words];
    for (int v = from; v < to; v++) {
      pack(inputs.codes(), v * columns, columns, x);
      for (int i = 0; i < words; i += PASS) {
        pass(weights, i * rows, rows, x, i, out, (v - from) * rows);
      }
    }
    return Accumulators.narrow(to - from, rows, out);
  }

  private static void pass(
      long[] w, int base, int rows, long[] x, int word, long[] out, int offset) {
    long x0 = x[word];
    long x1 = x[word + 1];
    long x2 = x[word + 2];
    long x3 = x[word + 3];
    for (int r = 0; r < rows; r++) {
      int differ =
          Long.bitCount(w[base + r] ^ x0)
              + Long.bitCount(w[base + rows + r] ^ x1)
              + Long.bitCount(w[base + 2 * rows + r] ^ x2)
              + Long.bitCount(w[base + 3 * rows + r] ^ x3);
      out[offset + r] -= 2L * differ;
    }
  }

  /** Bit i of word k is code 64·k + i; whole bytes first, without a chain through one variable. */
  private static void pack(int[] codes, int base, int count, long[] x) {
    int whole = count / Byte.SIZE * Byte.SIZE;
    Arrays.fill(x, 0);
    for (int c = 0; c < whole; c += Byte.SIZE) {
      int i = base + c;
      int bits =
          codes[i]
              | codes[i + 1] << 1
              | codes[i + 2] << 2
              | codes[i + 3] << 3
              | codes[i + 4] << 4
              | codes[i + 5] << 5
              | codes[i + 6] << 6
              | codes[i + 7] << 7;
      x[c / Long.SIZE] |= (long) bits << c;
    }
    for (int c = whole; c < count; c++) {
      x[c / Long.SIZE] |= (long) codes[base + c] << c;
    }
  }
}
