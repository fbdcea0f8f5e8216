package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Levels;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Weight codes of one format, shape {@code [rows, columns]}: a row per output channel. */
public final class WeightMatrix {

  private final Format format;
  private final int rows;
  private final int columns;
  private final int[] codes;
  private final Map<Format, IntegerRange> ranges = new ConcurrentHashMap<>();

  /**
   * A weight matrix.
   *
   * @param format the format of every code
   * @param rows output channels, at least 1
   * @param columns inputs, at least 1
   * @param codes row by row; copied
   */
  public WeightMatrix(Format format, int rows, int columns, int[] codes) {
    if (rows < 1 || columns < 1 || (long) rows * columns != codes.length) {
      throw new IllegalArgumentException(
          "a %d × %d weight matrix does not have %d codes".formatted(rows, columns, codes.length));
    }
    for (int code : codes) {
      format.requireNumber(code);
    }
    this.format = format;
    this.rows = rows;
    this.columns = columns;
    this.codes = codes.clone();
  }

  /** The format of every code. */
  public Format format() {
    return format;
  }

  /** Output channels. */
  public int rows() {
    return rows;
  }

  /** Inputs. */
  public int columns() {
    return columns;
  }

  /** One code. */
  public int code(int row, int column) {
    return codes[row * columns + column];
  }

  /** All codes, row by row, as a copy. */
  public int[] codes() {
    return codes.clone();
  }

  /** The multiply-accumulates of one product with a vector. */
  public long macs() {
    return (long) rows * columns;
  }

  /**
   * The exact range of one row's accumulator over all inputs whose images lie in the given format's
   * range: the sum over columns of the extremes of each product.
   */
  public IntegerRange accumulatorRange(int row, Format input) {
    return rowRange(row, least(input), greatest(input));
  }

  /**
   * The union of all rows' accumulator ranges: the tight range of the actual weights. Computed once
   * per input format.
   */
  public IntegerRange accumulatorRange(Format input) {
    return ranges.computeIfAbsent(
        input,
        f -> {
          CodeSum least = least(f);
          CodeSum greatest = greatest(f);
          return IntStream.range(0, rows)
              .mapToObj(row -> rowRange(row, least, greatest))
              .reduce(IntegerRange::union)
              .orElseThrow();
        });
  }

  private IntegerRange rowRange(int row, CodeSum least, CodeSum greatest) {
    int from = row * columns;
    return new IntegerRange(
        least.over(codes, from, from + columns), greatest.over(codes, from, from + columns));
  }

  private CodeSum least(Format input) {
    Levels x = input.levels();
    return CodeSum.of(format, columns, w -> w.multiply(x.min()).min(w.multiply(x.max())));
  }

  private CodeSum greatest(Format input) {
    Levels x = input.levels();
    return CodeSum.of(format, columns, w -> w.multiply(x.min()).max(w.multiply(x.max())));
  }

  /** The greatest sum of the magnitudes of one row's images, {@code max_r Σ_c |image(w[r, c])|}. */
  public BigInteger maxRowMagnitude() {
    CodeSum magnitude = CodeSum.of(format, columns, BigInteger::abs);
    return IntStream.range(0, rows)
        .mapToObj(row -> magnitude.over(codes, row * columns, (row + 1) * columns))
        .reduce(BigInteger::max)
        .orElseThrow();
  }

  /** The range for the worst weights of the format: columns × the greatest product. */
  public IntegerRange worstCaseRange(Format input) {
    Levels w = format.levels();
    Levels x = input.levels();
    return IntegerRange.of(w.min(), w.max())
        .times(IntegerRange.of(x.min(), x.max()))
        .times(columns);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightMatrix that
        && format.equals(that.format)
        && rows == that.rows
        && Arrays.equals(codes, that.codes);
  }

  @Override
  public int hashCode() {
    return 31 * format.hashCode() + Arrays.hashCode(codes);
  }

  @Override
  public String toString() {
    return "%d × %d %s".formatted(rows, columns, format.name());
  }
}
