package bitwright.explore.report;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Levels;
import bitwright.arith.format.Reals;
import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * What there is to know about a format at a glance.
 *
 * @param format the format
 */
public record FormatFacts(Format format) {

  /** The family, in words. */
  public String family() {
    return switch (format.getClass().getSimpleName()) {
      case "BipolarFormat" -> format.bits() == 1 ? "binary ±1 (XNOR)" : "odd integer";
      case "TernaryFormat" -> "ternary";
      case "IntegerFormat" -> "integer";
      case "PowerOfTwoFormat" -> "power of two";
      default -> "minifloat";
    };
  }

  /** The number of distinct values. */
  public int values() {
    return format.levels().count();
  }

  /** The least value. */
  public BigFraction min() {
    return real(format.levels().min());
  }

  /** The greatest value. */
  public BigFraction max() {
    return real(format.levels().max());
  }

  /** The smallest distance between two neighbouring values. */
  public BigFraction smallestStep() {
    Levels levels = format.levels();
    BigInteger least = levels.max().subtract(levels.min());
    for (int rank = 1; rank < levels.count(); rank++) {
      least = least.min(levels.image(rank).subtract(levels.image(rank - 1)));
    }
    return real(least);
  }

  /** The bits of an integer that holds every image. */
  public int imageBits() {
    return format.levels().imageBits();
  }

  /**
   * The bits of a two's-complement accumulator for any dot product of k codes with k codes of the
   * same format.
   */
  public int accumulatorBits(int k) {
    IntegerRange range = IntegerRange.of(format.levels().min(), format.levels().max());
    return range.times(range).times(k).signedBits();
  }

  private BigFraction real(BigInteger image) {
    return Reals.scaled(image, format.unitExponent());
  }

  /**
   * An exact number as text: plain where short, else a power of two, else six significant digits.
   */
  public static String text(BigFraction x) {
    double value = x.doubleValue();
    String plain = value == Math.rint(value) ? "%.0f".formatted(value) : String.valueOf(value);
    if (plain.length() <= 7) {
      return plain;
    }
    BigInteger n = x.getNumerator().abs();
    BigInteger d = x.getDenominator();
    if (n.bitCount() == 1 && d.bitCount() == 1) {
      return (value < 0 ? "-2^" : "2^") + (n.bitLength() - d.bitLength());
    }
    return "%.6g".formatted(value).replaceAll("\\.?0+(e|$)", "$1");
  }
}
