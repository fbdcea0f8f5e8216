package bitwright.arith.format;

import java.math.BigInteger;

/**
 * A number format: a finite set of codes, each of which (specials apart) is an exact integer.
 *
 * <p>The real value of a code is {@code image(code) · 2^unitExponent()}, before the scale factor
 * that a tensor may carry. Because the image is an integer, any product and any sum of products of
 * codes is an exact integer too, whatever the order of summation.
 *
 * <p>Example: in {@code e2m1} (bias 1, unit 2<sup>−1</sup>) the code {@code 0 11 1} has image 12,
 * hence the value 6; in {@code pot3} the code {@code 1 10} is −2<sup>2</sup> = −4.
 *
 * @see FormatNames#parse(String)
 */
public sealed interface Format
    permits BipolarFormat,
        IntegerFormat,
        MinifloatFormat,
        PowerOfTwoFormat,
        TernaryFormat,
        WithZeroFormat {

  /**
   * The name used on the command line and in reports, for example {@code int4} or {@code e4m3fn}.
   */
  String name();

  /** The width of a code in bits. */
  int bits();

  /** The binary logarithm of the value of image 1. */
  int unitExponent();

  /**
   * Whether the code stands for a number (not NaN, infinity or a code that the format reserves).
   */
  boolean isNumber(int code);

  /**
   * The exact image of a code, in units of {@code 2^unitExponent()}.
   *
   * @throws IllegalArgumentException if the code is out of range or not a number
   */
  BigInteger image(int code);

  /**
   * Whether a tie between this code and a neighbour goes to this code under ties-to-even: the last
   * significand bit is zero, or where there is no significand, the code itself is even.
   */
  default boolean isEven(int code) {
    return (code & 1) == 0;
  }

  /** The number of codes, {@code 2^bits()}. */
  default int codes() {
    return 1 << bits();
  }

  /** The levels of this format: its distinct values in ascending order, computed once. */
  default Levels levels() {
    return Levels.of(this);
  }

  /** Checks that a code fits in {@link #bits()} and stands for a number. */
  default void requireNumber(int code) {
    if (code < 0 || code >= codes() || !isNumber(code)) {
      throw new IllegalArgumentException(
          "code 0x%x is not a number of format %s (%d bits)".formatted(code, name(), bits()));
    }
  }
}
