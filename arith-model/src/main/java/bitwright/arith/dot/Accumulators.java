package bitwright.arith.dot;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Exact accumulators of a batch, shape {@code [vectors, rows]}: one {@code long} each where the
 * layer's range is proven to fit, else as many {@link Words} as it takes.
 */
public final class Accumulators {

  private final int vectors;
  private final int rows;
  private final int words;
  private final long[] values;

  private Accumulators(int vectors, int rows, int words, long[] values) {
    if ((long) vectors * rows * words != values.length) {
      throw new IllegalArgumentException(
          "%d × %d accumulators of %d words are not %d"
              .formatted(vectors, rows, words, values.length));
    }
    this.vectors = vectors;
    this.rows = rows;
    this.words = words;
    this.values = values;
  }

  /** Accumulators that fit in longs; the array is handed over. */
  public static Accumulators narrow(int vectors, int rows, long[] values) {
    return new Accumulators(vectors, rows, 1, values);
  }

  /**
   * Accumulators of several words each; the array is handed over.
   *
   * @param words the words of each
   * @param values accumulator by accumulator, the least word first
   */
  public static Accumulators ofWords(int vectors, int rows, int words, long[] values) {
    return new Accumulators(vectors, rows, words, values);
  }

  /** Accumulators of any width. */
  public static Accumulators wide(int vectors, int rows, BigInteger[] values) {
    int bits = Arrays.stream(values).mapToInt(BigInteger::bitLength).max().orElse(0) + 1;
    int words = Words.count(bits);
    long[] all = new long[values.length * words];
    for (int i = 0; i < values.length; i++) {
      Words.put(values[i], all, i * words, words);
    }
    return new Accumulators(vectors, rows, words, all);
  }

  /** Batches of the same rows one after the other. */
  public static Accumulators concatenate(int rows, Accumulators... parts) {
    int vectors = Arrays.stream(parts).mapToInt(Accumulators::vectors).sum();
    int words = Arrays.stream(parts).mapToInt(Accumulators::words).max().orElse(1);
    long[] all = new long[vectors * rows * words];
    int filled = 0;
    for (Accumulators part : parts) {
      long[] values = part.withWords(words).values;
      System.arraycopy(values, 0, all, filled, values.length);
      filled += values.length;
    }
    return new Accumulators(vectors, rows, words, all);
  }

  /** The rows of several products of the same vectors, one after the other. */
  public static Accumulators sideBySide(Accumulators... blocks) {
    int vectors = blocks[0].vectors;
    int rows = Arrays.stream(blocks).mapToInt(Accumulators::rows).sum();
    int words = Arrays.stream(blocks).mapToInt(Accumulators::words).max().orElse(1);
    long[] all = new long[vectors * rows * words];
    int at = 0;
    for (Accumulators block : blocks) {
      long[] values = block.withWords(words).values;
      int each = block.rows * words;
      for (int v = 0; v < vectors; v++) {
        System.arraycopy(values, v * each, all, v * rows * words + at, each);
      }
      at += each;
    }
    return new Accumulators(vectors, rows, words, all);
  }

  /** The same numbers in the same order, in another shape. */
  public Accumulators reshaped(int newVectors, int newRows) {
    if ((long) newVectors * newRows != (long) vectors * rows) {
      throw new IllegalArgumentException(
          "%d × %d accumulators are not %d × %d".formatted(vectors, rows, newVectors, newRows));
    }
    return new Accumulators(newVectors, newRows, words, values);
  }

  /** The same numbers in so many words each, which must be enough for all of them. */
  public Accumulators withWords(int size) {
    if (size == words) {
      return this;
    }
    long[] all = new long[vectors * rows * size];
    for (int i = 0; i < vectors * rows; i++) {
      Words.copy(values, i * words, words, all, i * size, size);
    }
    return new Accumulators(vectors, rows, size, all);
  }

  /** The batch size. */
  public int vectors() {
    return vectors;
  }

  /** Output channels. */
  public int rows() {
    return rows;
  }

  /** The words of each accumulator. */
  public int words() {
    return words;
  }

  /** Whether values are kept as longs. */
  public boolean isNarrow() {
    return words == 1;
  }

  /** One value of a narrow batch. */
  public long getLong(int vector, int row) {
    return values[vector * rows + row];
  }

  /** Copies the words of one vector, row by row. */
  public void copyVector(int vector, long[] target) {
    System.arraycopy(values, vector * rows * words, target, 0, rows * words);
  }

  /** One value. */
  public BigInteger get(int vector, int row) {
    return Words.get(values, (vector * rows + row) * words, words);
  }
}
