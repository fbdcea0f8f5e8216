package bitwright.arith.dot;

import bitwright.arith.network.WeightMatrix;

/**
 * ±1 × ±1 as bits, 64 lanes a word: {@code dot = K − 2·popcount(w ⊕ x)}, the XNOR identity with the
 * complement taken out of the loop.
 *
 * <p>Weights lie in blocks {@code [word, row]} of {@value #BLOCK} rows: four words of the input
 * stay in registers while a block's rows pass, and the constant distance between words saves the
 * inner loop its address arithmetic. The lanes beyond K hold 0 on both sides and never differ.
 */
final class XnorKernel implements DotKernel {

  /** The rows of one block. */
  private static final int BLOCK = 256;

  /** The words of one pass over a block. */
  private static final int PASS = 4;

  private final int rows;
  private final int columns;
  private final int words;
  private final long[] weights;

  XnorKernel(WeightMatrix matrix) {
    rows = matrix.rows();
    columns = matrix.columns();
    words = (columns + PASS * Long.SIZE - 1) / (PASS * Long.SIZE) * PASS;
    weights = new long[(rows + BLOCK - 1) / BLOCK * BLOCK * words];
    for (int r = 0; r < rows; r++) {
      int base = r / BLOCK * BLOCK * words + r % BLOCK;
      for (int c = 0; c < columns; c++) {
        weights[base + c / Long.SIZE * BLOCK] |= (long) matrix.code(r, c) << c;
      }
    }
  }

  @Override
  public Accumulators multiply(CodeMatrix inputs, int from, int to) {
    int vectors = to - from;
    long[] x = new long[vectors * words];
    for (int v = 0; v < vectors; v++) {
      pack(inputs.codes(), (from + v) * columns, columns, x, v * words);
    }
    return Accumulators.narrow(vectors, rows, sums(x, vectors));
  }

  private long[] sums(long[] x, int vectors) {
    long[] out = new long[vectors * rows];
    for (int v = 0; v < vectors; v++) {
      for (int r = 0; r < rows; r += BLOCK) {
        int count = Math.min(BLOCK, rows - r);
        int offset = v * rows + r;
        first(weights, r * words, count, columns, x, v * words, out, offset);
        for (int i = PASS; i < words; i += PASS) {
          next(weights, r * words + i * BLOCK, count, x, v * words + i, out, offset);
        }
      }
    }
    return out;
  }

  private static void first(
      long[] w, int base, int count, int columns, long[] x, int word, long[] out, int offset) {
    long x0 = x[word];
    long x1 = x[word + 1];
    long x2 = x[word + 2];
    long x3 = x[word + 3];
    for (int r = 0; r < count; r++) {
      int differ =
          Long.bitCount(w[base + r] ^ x0)
              + Long.bitCount(w[base + BLOCK + r] ^ x1)
              + Long.bitCount(w[base + 2 * BLOCK + r] ^ x2)
              + Long.bitCount(w[base + 3 * BLOCK + r] ^ x3);
      out[offset + r] = columns - 2L * differ;
    }
  }

  private static void next(
      long[] w, int base, int count, long[] x, int word, long[] out, int offset) {
    long x0 = x[word];
    long x1 = x[word + 1];
    long x2 = x[word + 2];
    long x3 = x[word + 3];
    for (int r = 0; r < count; r++) {
      int differ =
          Long.bitCount(w[base + r] ^ x0)
              + Long.bitCount(w[base + BLOCK + r] ^ x1)
              + Long.bitCount(w[base + 2 * BLOCK + r] ^ x2)
              + Long.bitCount(w[base + 3 * BLOCK + r] ^ x3);
      out[offset + r] -= 2L * differ;
    }
  }

  /** Bit i of word k is code 64·k + i. */
  private static void pack(int[] codes, int from, int count, long[] x, int offset) {
    int whole = count / Long.SIZE;
    for (int k = 0; k < whole; k++) {
      long word = 0;
      for (int c = 0; c < Long.SIZE; c += Byte.SIZE) {
        word |= (long) packByte(codes, from + k * Long.SIZE + c) << c;
      }
      x[offset + k] = word;
    }
    for (int c = whole * Long.SIZE; c < count; c++) {
      x[offset + whole] |= (long) codes[from + c] << c;
    }
  }

  private static int packByte(int[] codes, int i) {
    int bits = codes[i + 7];
    bits = bits + bits + codes[i + 6];
    bits = bits + bits + codes[i + 5];
    bits = bits + bits + codes[i + 4];
    bits = bits + bits + codes[i + 3];
    bits = bits + bits + codes[i + 2];
    bits = bits + bits + codes[i + 1];
    return bits + bits + codes[i];
  }
}
