package bitwright.arith.dot;

import bitwright.arith.format.Format;

/**
 * A batch of code vectors of one format, shape {@code [vectors, width]}.
 *
 * <p>The array is handed over, not copied: batches are large. Whoever makes a matrix leaves its
 * array alone from then on.
 *
 * @param format the format of every code
 * @param vectors batch size
 * @param width codes per vector
 * @param codes vector by vector
 */
public record CodeMatrix(Format format, int vectors, int width, int[] codes) {

  /** Checks the shape. */
  public CodeMatrix {
    if ((long) vectors * width != codes.length) {
      throw new IllegalArgumentException(
          "%d × %d codes are not %d".formatted(vectors, width, codes.length));
    }
  }

  /** One code. */
  public int code(int vector, int position) {
    return codes[vector * width + position];
  }

  /** The codes of one vector, as a copy. */
  public int[] vector(int vector) {
    return java.util.Arrays.copyOfRange(codes, vector * width, (vector + 1) * width);
  }
}
