package bitwright.quantize.fold;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Quantizers as their operators are defined, in decimal arithmetic, which is exact for dyadic
 * numbers; it shares nothing with the importer.
 */
final class ReferenceQuantizer {

  static final Map<String, RoundingMode> MODES =
      Map.of(
          "ROUND", RoundingMode.HALF_EVEN,
          "half_even", RoundingMode.HALF_EVEN,
          "CEIL", RoundingMode.CEILING,
          "FLOOR", RoundingMode.FLOOR,
          "UP", RoundingMode.UP,
          "DOWN", RoundingMode.DOWN,
          "HALF_UP", RoundingMode.HALF_UP,
          "HALF_DOWN", RoundingMode.HALF_DOWN);

  private ReferenceQuantizer() {}

  /** Quant: clamp, then round. */
  static UnaryOperator<BigDecimal> integer(
      BigDecimal scale, int zero, int bits, boolean signed, boolean narrow, String mode) {
    long min = signed ? -(1L << (bits - 1)) + (narrow ? 1 : 0) : 0;
    long max = signed ? (1L << (bits - 1)) - 1 : (1L << bits) - (narrow ? 2 : 1);
    BigDecimal z = BigDecimal.valueOf(zero);
    return x -> {
      BigDecimal y = x.divide(scale).add(z);
      y = y.max(BigDecimal.valueOf(min)).min(BigDecimal.valueOf(max));
      return y.setScale(0, MODES.get(mode)).subtract(z).multiply(scale);
    };
  }

  /** QuantizeLinear and DequantizeLinear: round, then the zero point, then saturate. */
  static UnaryOperator<BigDecimal> linear(BigDecimal scale, int zero, boolean signed) {
    BigDecimal min = BigDecimal.valueOf(signed ? -128 : 0);
    BigDecimal max = BigDecimal.valueOf(signed ? 127 : 255);
    BigDecimal z = BigDecimal.valueOf(zero);
    return x ->
        x.divide(scale)
            .setScale(0, RoundingMode.HALF_EVEN)
            .add(z)
            .max(min)
            .min(max)
            .subtract(z)
            .multiply(scale);
  }

  static UnaryOperator<BigDecimal> bipolar(BigDecimal scale) {
    return x -> x.signum() >= 0 ? scale : scale.negate();
  }

  /** FloatQuant. */
  static UnaryOperator<BigDecimal> minifloat(
      BigDecimal scale, int exponent, int mantissa, int bias, BigDecimal max, String mode) {
    BigDecimal full =
        power(1).subtract(power(-mantissa)).multiply(power((1 << exponent) - 1 - bias));
    BigDecimal bound = max.min(full);
    return value -> {
      BigDecimal x = value.divide(scale);
      int least = 1 - bias - mantissa;
      int e = least;
      while (power(e + 1 + mantissa).compareTo(x.abs()) <= 0) {
        e++;
      }
      BigDecimal step = power(e);
      BigDecimal y = x.divide(step).setScale(0, MODES.get(mode)).multiply(step);
      return y.max(bound.negate()).min(bound).multiply(scale);
    };
  }

  static BigDecimal power(int exponent) {
    return exponent >= 0
        ? BigDecimal.valueOf(2).pow(exponent)
        : BigDecimal.ONE.divide(BigDecimal.valueOf(2).pow(-exponent));
  }
}
