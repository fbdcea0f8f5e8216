package bitwright.quantize.ptq;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.Levels;
import bitwright.arith.format.Reals;
import java.util.Arrays;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The values of a format at scale 1 as doubles, and the nearest of them.
 *
 * <p>It serves the search for scales and roundings. What a quantized network computes is decided by
 * the importer and the golden model, which use no doubles. Example: the grid of {@code e2m1} is −6,
 * −4, −3, −2, −1.5, −1, −0.5, 0, 0.5 … 6.
 */
public final class Grid {

  private final Format format;
  private final double[] values;
  private final double[] midpoints;
  private final boolean integer;

  /** The grid of a format. */
  public Grid(Format format) {
    this.format = format;
    Levels levels = format.levels();
    values = new double[levels.count()];
    Arrays.setAll(
        values, rank -> Reals.toDouble(Reals.scaled(levels.image(rank), format.unitExponent())));
    midpoints = new double[values.length - 1];
    Arrays.setAll(midpoints, rank -> (values[rank] + values[rank + 1]) / 2);
    integer = format instanceof IntegerFormat;
  }

  /** The format. */
  public Format format() {
    return format;
  }

  /** Distinct values. */
  public int size() {
    return values.length;
  }

  /** The value of a rank; ranks ascend with values from 0 on. */
  public double value(int rank) {
    return values[rank];
  }

  /** Where rounding goes from a rank to the next. */
  double midpoint(int rank) {
    return midpoints[rank];
  }

  /** The least value. */
  public double least() {
    return values[0];
  }

  /** The greatest value. */
  public double greatest() {
    return values[values.length - 1];
  }

  /** The rank of the nearest value; a tie goes to the value with the even code. */
  public int rank(double x) {
    if (integer) {
      return (int) (Math.rint(Math.min(Math.max(x, least()), greatest())) - values[0]);
    }
    int at = Arrays.binarySearch(midpoints, x);
    if (at >= 0) {
      return format.isEven(format.levels().code(at)) ? at : at + 1;
    }
    return -at - 1;
  }

  /** The nearest value. */
  public double nearest(double x) {
    return values[rank(x)];
  }

  /** The rank of the greatest value that is not above x; 0 below the least. */
  public int floor(double x) {
    int at = Arrays.binarySearch(values, x);
    return at >= 0 ? at : Math.max(-at - 2, 0);
  }

  /** An exact value, for messages and tests. */
  BigFraction exact(int rank) {
    return Reals.scaled(format.levels().image(rank), format.unitExponent());
  }
}
