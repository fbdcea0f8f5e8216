package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.WeightMatrix;
import java.math.BigInteger;

/**
 * Sums of more than 64 bits of products whose significands are short, for example E5M2 × E5M2,
 * whose products alone have 64 bits, or E7M0 × E7M0, whose products have 253.
 *
 * <p>An image is {@code m·2^s} with m odd or 0. A product {@code m·2^s}, m = m_w·m_x, s = s_w +
 * s_x, is added as {@code m·2^(s mod 32)} to the limb ⌊s/32⌋ of a number in radix 2<sup>32</sup>
 * whose limbs are {@code long}s, so that no addition carries; carries run once per sum. Columns
 * whose input is 0 are skipped. Example: 5·2<sup>70</sup> adds 5·2<sup>6</sup> to limb 2.
 */
final class LimbKernel implements DotKernel {

  private static final int RADIX_BITS = Integer.SIZE;

  private final int rows;
  private final int columns;
  private final int words;
  private final int[] weightShifts;
  private final int[] weightSignificands;
  private final Parts inputs;

  /** The significand and the shift of the image of every code. */
  private record Parts(int[] significands, int[] shifts) {

    static Parts of(Format format) {
      BigInteger[] images = Images.bigs(format);
      Parts parts = new Parts(new int[images.length], new int[images.length]);
      for (int code = 0; code < images.length; code++) {
        int shift = Math.max(0, images[code].getLowestSetBit());
        parts.shifts[code] = shift;
        parts.significands[code] = images[code].shiftRight(shift).intValueExact();
      }
      return parts;
    }
  }

  LimbKernel(WeightMatrix matrix, Format input, IntegerRange partial) {
    rows = matrix.rows();
    columns = matrix.columns();
    words = Words.count(partial.signedBits());
    Parts weights = Parts.of(matrix.format());
    weightShifts = new int[rows * columns];
    weightSignificands = new int[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        weightShifts[r * columns + c] = weights.shifts[matrix.code(r, c)];
        weightSignificands[r * columns + c] = weights.significands[matrix.code(r, c)];
      }
    }
    inputs = Parts.of(input);
  }

  /** Whether no limb can overflow: all columns may meet in one. */
  static boolean carries(WeightMatrix matrix, Format input) {
    int columnBits = Integer.SIZE - Integer.numberOfLeadingZeros(matrix.columns());
    int significands = significandBits(matrix.format()) + significandBits(input);
    return significands + RADIX_BITS + columnBits < Long.SIZE - 1;
  }

  private static int significandBits(Format format) {
    int bits = 0;
    for (BigInteger image : Images.bigs(format)) {
      bits = Math.max(bits, image.shiftRight(Math.max(0, image.getLowestSetBit())).bitLength());
    }
    return bits;
  }

  @Override
  public Accumulators multiply(CodeMatrix batch, int from, int to) {
    long[] out = new long[(to - from) * rows * words];
    long[] even = new long[2 * words];
    long[] odd = new long[2 * words];
    int[] column = new int[columns];
    int[] significand = new int[columns];
    int[] shift = new int[columns];
    for (int v = from; v < to; v++) {
      int nonZero = 0;
      for (int c = 0; c < columns; c++) {
        int code = batch.code(v, c);
        column[nonZero] = c;
        significand[nonZero] = inputs.significands[code];
        shift[nonZero] = inputs.shifts[code];
        nonZero += significand[nonZero] == 0 ? 0 : 1;
      }
      for (int r = 0; r < rows; r++) {
        int base = r * columns;
        int i = 0;
        // Two sets of limbs, so that an addition seldom waits for the one before it.
        for (; i + 1 < nonZero; i += 2) {
          add(even, base + column[i], significand[i], shift[i]);
          add(odd, base + column[i + 1], significand[i + 1], shift[i + 1]);
        }
        if (i < nonZero) {
          add(even, base + column[i], significand[i], shift[i]);
        }
        carry(even, odd, out, ((v - from) * rows + r) * words);
      }
    }
    return Accumulators.ofWords(to - from, rows, words, out);
  }

  private void add(long[] limbs, int weight, int significand, int shift) {
    int s = weightShifts[weight] + shift;
    long product = (long) weightSignificands[weight] * significand;
    limbs[s >> 5] += product << (s & RADIX_BITS - 1);
  }

  /** Writes the sum of two numbers in two's complement, and clears them. */
  private void carry(long[] even, long[] odd, long[] out, int at) {
    long carry = 0;
    for (int i = 0; i < words; i++) {
      long low = even[2 * i] + odd[2 * i] + carry;
      long high = even[2 * i + 1] + odd[2 * i + 1] + (low >> RADIX_BITS);
      out[at + i] = high << RADIX_BITS | low & 0xffff_ffffL;
      carry = high >> RADIX_BITS;
      even[2 * i] = 0;
      even[2 * i + 1] = 0;
      odd[2 * i] = 0;
      odd[2 * i + 1] = 0;
    }
  }
}
