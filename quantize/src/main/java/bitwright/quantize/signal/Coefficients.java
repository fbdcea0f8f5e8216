package bitwright.quantize.signal;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.util.ArithmeticUtils;

/**
 * Exact numbers for the features of a signal: one for all, or one for every block of equally many
 * neighbours.
 *
 * <p>A feature map has its features channel by channel, so that one number per channel is one per
 * block of H·W features.
 */
public final class Coefficients {

  /** Zero for all features. */
  public static final Coefficients ZERO = all(BigFraction.ZERO);

  /** One for all features. */
  public static final Coefficients ONE = all(BigFraction.ONE);

  private final BigFraction[] values;
  private final int block;

  private Coefficients(BigFraction[] values, int block) {
    this.values = values;
    this.block = block;
  }

  /** The same number for all features. */
  public static Coefficients all(BigFraction value) {
    return new Coefficients(new BigFraction[] {value}, 1);
  }

  /** One number per feature; equal numbers become one for all. */
  public static Coefficients of(BigFraction[] values) {
    return of(values, 1);
  }

  /**
   * One number per block of features; equal numbers become one for all.
   *
   * @param block the features of a block
   */
  public static Coefficients of(BigFraction[] values, int block) {
    boolean equal = Arrays.stream(values).allMatch(values[0]::equals);
    return equal ? all(values[0]) : new Coefficients(values.clone(), block);
  }

  /** Whether all features share one number. */
  public boolean isShared() {
    return values.length == 1;
  }

  /** Whether the features of every block of that size share one number. */
  public boolean isPerBlock(int size) {
    if (isShared() || block % size == 0) {
      return true;
    }
    for (int feature = 0; feature < values.length * block; feature++) {
      if (!at(feature).equals(at(feature - feature % size))) {
        return false;
      }
    }
    return true;
  }

  /** The number of a feature. */
  public BigFraction at(int feature) {
    return values[values.length == 1 ? 0 : feature / block];
  }

  /** Whether every number is zero. */
  public boolean isZero() {
    return isShared() && values[0].equals(BigFraction.ZERO);
  }

  /** A function of every number. */
  public Coefficients map(UnaryOperator<BigFraction> function) {
    return of(Arrays.stream(values).map(function).toArray(BigFraction[]::new), block);
  }

  /** The numbers' sums. */
  public Coefficients plus(Coefficients other) {
    return combine(other, BigFraction::add);
  }

  /** The numbers' products. */
  public Coefficients times(Coefficients other) {
    return combine(other, BigFraction::multiply);
  }

  private Coefficients combine(Coefficients other, BinaryOperator<BigFraction> function) {
    if (isShared()) {
      return other.map(x -> function.apply(values[0], x));
    }
    if (other.isShared()) {
      return map(x -> function.apply(x, other.values[0]));
    }
    int common = ArithmeticUtils.gcd(block, other.block);
    BigFraction[] result = new BigFraction[values.length * block / common];
    for (int i = 0; i < result.length; i++) {
      result[i] = function.apply(at(i * common), other.at(i * common));
    }
    return of(result, common);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Coefficients that
        && (isShared() || block == that.block)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
