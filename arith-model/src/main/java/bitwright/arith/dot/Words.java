package bitwright.arith.dot;

import java.math.BigInteger;

/**
 * Integers in two's complement of several 64-bit words, the least word first.
 *
 * <p>Example: −1 in two words is {@code {−1, −1}}; 2<sup>64</sup> + 3 is {@code {3, 1}}.
 */
public final class Words {

  private Words() {}

  /** The words that hold a two's-complement number of so many bits. */
  public static int count(int signedBits) {
    return Math.max(1, (signedBits + Long.SIZE - 1) / Long.SIZE);
  }

  /**
   * Writes a number.
   *
   * @param words the words it takes, enough for its value
   */
  public static void put(BigInteger value, long[] target, int at, int words) {
    for (int i = 0; i < words; i++) {
      target[at + i] = value.shiftRight(i * Long.SIZE).longValue();
    }
  }

  /** Reads a number of so many words. */
  public static BigInteger get(long[] source, int at, int words) {
    if (words == 1) {
      return BigInteger.valueOf(source[at]);
    }
    byte[] bytes = new byte[words * Long.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] =
          (byte) (source[at + i / Long.BYTES] >> i % Long.BYTES * Byte.SIZE);
    }
    return new BigInteger(bytes);
  }

  /** Copies a number, with as many words of its sign as the target has more. */
  public static void copy(long[] source, int from, int words, long[] target, int to, int size) {
    System.arraycopy(source, from, target, to, Math.min(words, size));
    for (int i = words; i < size; i++) {
      target[to + i] = source[from + words - 1] >> (Long.SIZE - 1);
    }
  }

  /** Whether a ≤ b, both of as many words. */
  public static boolean notAbove(long[] a, int atA, long[] b, int atB, int words) {
    int i = words - 1;
    if (a[atA + i] != b[atB + i]) {
      return a[atA + i] < b[atB + i];
    }
    while (--i >= 0) {
      if (a[atA + i] != b[atB + i]) {
        return Long.compareUnsigned(a[atA + i], b[atB + i]) < 0;
      }
    }
    return true;
  }
}
