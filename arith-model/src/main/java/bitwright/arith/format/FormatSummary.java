package bitwright.arith.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an engineer wants to know of a format at a glance.
 *
 * <p>Accumulator widths hold any sum of K products of two numbers of this format, sign included:
 * {@code bitLength(max |image|² · K) + 1}. Example: {@code e2m1} has images up to 12, so K = 32
 * needs bitLength(144 · 32) + 1 = 14 bits.
 *
 * @param name the format's name
 * @param bits width of a code
 * @param min the least value
 * @param max the greatest value
 * @param step the least distance between two values
 * @param imageBits width of a significand's image without sign
 * @param accumulatorBits32 width for K = 32
 * @param accumulatorBits4096 width for K = 4096
 */
public record FormatSummary(
    String name,
    int bits,
    BigDecimal min,
    BigDecimal max,
    BigDecimal step,
    int imageBits,
    int accumulatorBits32,
    int accumulatorBits4096) {

  private static final List<String> CATALOGUE =
      Stream.concat(
              Stream.concat(
                  java.util.stream.IntStream.rangeClosed(2, 8).mapToObj(b -> "int" + b),
                  java.util.stream.IntStream.rangeClosed(2, 8).mapToObj(b -> "uint" + b)),
              Stream.of(
                  "int16",
                  "uint16",
                  "e2m1",
                  "ue2m2",
                  "e3m0",
                  "e2m2",
                  "e3m1",
                  "e2m3",
                  "e3m2",
                  "e2m5",
                  "e3m4",
                  "e4m3",
                  "e4m3fn",
                  "e4m3fnuz",
                  "e4m3b11",
                  "e5m2",
                  "e5m2fnuz",
                  "pot2",
                  "pot3",
                  "pot4",
                  "pot3z",
                  "pot4z",
                  "bipolar1",
                  "bipolar2",
                  "bipolar4",
                  "ternary"))
          .toList();

  /** The summary of a format. */
  public static FormatSummary of(Format format) {
    Levels levels = format.levels();
    BigInteger magnitude = levels.max().abs().max(levels.min().abs());
    BigInteger step = levels.image(1).subtract(levels.image(0));
    for (int rank = 2; rank < levels.count(); rank++) {
      step = step.min(levels.image(rank).subtract(levels.image(rank - 1)));
    }
    return new FormatSummary(
        format.name(),
        format.bits(),
        decimal(levels.min(), format),
        decimal(levels.max(), format),
        decimal(step, format),
        magnitude.bitLength(),
        accumulatorBits(magnitude, 32),
        accumulatorBits(magnitude, 4096));
  }

  /** The formats that a table of formats shows: the customary members of every family. */
  public static List<FormatSummary> catalogue() {
    return CATALOGUE.stream().map(FormatNames::parse).map(FormatSummary::of).toList();
  }

  private static int accumulatorBits(BigInteger magnitude, int terms) {
    return magnitude.pow(2).multiply(BigInteger.valueOf(terms)).bitLength() + 1;
  }

  private static BigDecimal decimal(BigInteger image, Format format) {
    BigDecimal value = new BigDecimal(image);
    int exponent = format.unitExponent();
    BigDecimal unit = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(exponent)));
    BigDecimal exact = exponent < 0 ? value.divide(unit) : value.multiply(unit);
    return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
  }
}
