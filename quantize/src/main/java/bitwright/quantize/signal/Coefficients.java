package bitwright.quantize.signal;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.fraction.BigFraction;

/** One exact number for all features of a signal, or one per feature. */
public final class Coefficients {

  /** Zero for all features. */
  public static final Coefficients ZERO = all(BigFraction.ZERO);

  /** One for all features. */
  public static final Coefficients ONE = all(BigFraction.ONE);

  private final BigFraction[] values;

  private Coefficients(BigFraction[] values) {
    this.values = values;
  }

  /** The same number for all features. */
  public static Coefficients all(BigFraction value) {
    return new Coefficients(new BigFraction[] {value});
  }

  /** One number per feature; equal numbers become one for all. */
  public static Coefficients of(BigFraction[] values) {
    boolean equal = Arrays.stream(values).allMatch(values[0]::equals);
    return equal ? all(values[0]) : new Coefficients(values.clone());
  }

  /** Whether all features share one number. */
  public boolean isShared() {
    return values.length == 1;
  }

  /** The number of a feature. */
  public BigFraction at(int feature) {
    return values[values.length == 1 ? 0 : feature];
  }

  /** Whether every number is zero. */
  public boolean isZero() {
    return isShared() && values[0].equals(BigFraction.ZERO);
  }

  /** A function of every number. */
  public Coefficients map(UnaryOperator<BigFraction> function) {
    return of(Arrays.stream(values).map(function).toArray(BigFraction[]::new));
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
    int count = Math.max(values.length, other.values.length);
    BigFraction[] result = new BigFraction[count];
    for (int i = 0; i < count; i++) {
      result[i] = function.apply(at(i), other.at(i));
    }
    return of(result);
  }
}
