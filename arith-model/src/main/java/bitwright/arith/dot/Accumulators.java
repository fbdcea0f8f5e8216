package bitwright.arith.dot;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Exact accumulators of a batch, shape {@code [vectors, rows]}: longs where the layer's range is
 * proven to fit, else big integers.
 */
public final class Accumulators {

  private final int vectors;
  private final int rows;
  private final long[] narrow;
  private final BigInteger[] wide;

  private Accumulators(int vectors, int rows, long[] narrow, BigInteger[] wide) {
    this.vectors = vectors;
    this.rows = rows;
    this.narrow = narrow;
    this.wide = wide;
  }

  /** Accumulators that fit in longs; the array is handed over. */
  public static Accumulators narrow(int vectors, int rows, long[] values) {
    return new Accumulators(vectors, rows, values, null);
  }

  /** Accumulators of any width; the array is handed over. */
  public static Accumulators wide(int vectors, int rows, BigInteger[] values) {
    return new Accumulators(vectors, rows, null, values);
  }

  /** Batches of the same rows one after the other. */
  public static Accumulators concatenate(int rows, Accumulators... parts) {
    int vectors = Arrays.stream(parts).mapToInt(Accumulators::vectors).sum();
    if (Arrays.stream(parts).allMatch(Accumulators::isNarrow)) {
      long[] all = new long[vectors * rows];
      int filled = 0;
      for (Accumulators part : parts) {
        System.arraycopy(part.narrow, 0, all, filled, part.narrow.length);
        filled += part.narrow.length;
      }
      return narrow(vectors, rows, all);
    }
    BigInteger[] all =
        Arrays.stream(parts)
            .flatMap(p -> IntStream.range(0, p.vectors * rows).mapToObj(p::at))
            .toArray(BigInteger[]::new);
    return wide(vectors, rows, all);
  }

  /** The rows of several products of the same vectors, one after the other. */
  public static Accumulators sideBySide(Accumulators... blocks) {
    int vectors = blocks[0].vectors;
    int rows = Arrays.stream(blocks).mapToInt(Accumulators::rows).sum();
    if (!Arrays.stream(blocks).allMatch(Accumulators::isNarrow)) {
      BigInteger[] all =
          IntStream.range(0, vectors)
              .boxed()
              .flatMap(
                  v ->
                      Arrays.stream(blocks)
                          .flatMap(b -> IntStream.range(0, b.rows).mapToObj(r -> b.get(v, r))))
              .toArray(BigInteger[]::new);
      return wide(vectors, rows, all);
    }
    long[] all = new long[vectors * rows];
    int at = 0;
    for (Accumulators block : blocks) {
      for (int v = 0; v < vectors; v++) {
        System.arraycopy(block.narrow, v * block.rows, all, v * rows + at, block.rows);
      }
      at += block.rows;
    }
    return narrow(vectors, rows, all);
  }

  /** The same numbers in the same order, in another shape. */
  public Accumulators reshaped(int newVectors, int newRows) {
    if ((long) newVectors * newRows != (long) vectors * rows) {
      throw new IllegalArgumentException(
          "%d × %d accumulators are not %d × %d".formatted(vectors, rows, newVectors, newRows));
    }
    return new Accumulators(newVectors, newRows, narrow, wide);
  }

  /** The batch size. */
  public int vectors() {
    return vectors;
  }

  /** Output channels. */
  public int rows() {
    return rows;
  }

  /** Whether values are kept as longs. */
  public boolean isNarrow() {
    return narrow != null;
  }

  /** One value of a narrow batch. */
  public long getLong(int vector, int row) {
    return narrow[vector * rows + row];
  }

  /** Copies the values of one vector of a narrow batch, row by row. */
  public void copyVector(int vector, long[] target) {
    System.arraycopy(narrow, vector * rows, target, 0, rows);
  }

  /** One value. */
  public BigInteger get(int vector, int row) {
    return at(vector * rows + row);
  }

  private BigInteger at(int i) {
    return narrow != null ? BigInteger.valueOf(narrow[i]) : wide[i];
  }
}
