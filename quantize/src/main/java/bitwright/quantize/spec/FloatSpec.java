package bitwright.quantize.spec;

import bitwright.arith.format.Levels;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.Reals;
import bitwright.arith.format.Rounding;
import bitwright.arith.step.Stage;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.quantize.signal.Step;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.QuantizedTensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Minifloats as {@code FloatQuant} rounds to them: with t = x/scale, {@code step = 2^max(⌊log2|t|⌋
 * − M, 1 − bias − M)}, {@code clamp(round(t/step)·step, −max, max)·scale}.
 *
 * <p>A tie of x/step goes to the even integer, which is {@link Rounding#TIES_TO_EVEN_MULTIPLE}
 * among the format's numbers. Subnormal numbers are always produced. The logarithm is exact here;
 * the reference code takes it in float32.
 *
 * @param format the format, whose bias and special codes are settled
 * @param max the greatest magnitude, one of the format's numbers
 * @param rounding the rounding mode
 * @param saturating whether numbers beyond {@code max} become {@code max}; if not they must not
 *     occur
 */
public record FloatSpec(
    MinifloatFormat format, BigFraction max, Rounding rounding, boolean saturating)
    implements QuantSpec {

  @Override
  public List<Step> steps(BigFraction scale, String label) {
    if (!saturating) {
      throw new UnsupportedSpecException(
          "has saturation 0 on activations, so that an overflow would be infinite or NaN; set"
              + " saturation to 1");
    }
    List<Step> steps = new ArrayList<>();
    if (max.compareTo(greatest()) < 0) {
      BigFraction bound = max.multiply(scale);
      BigFraction least = format.signed() ? bound.negate() : BigFraction.ZERO;
      steps.add(new Step.Clamp(new Stage.Clamp(Optional.of(least), Optional.of(bound))));
    }
    Rounding ties = rounding == Rounding.TIES_TO_EVEN ? Rounding.TIES_TO_EVEN_MULTIPLE : rounding;
    steps.add(new Step.Quantize(new Quantizer(format, ties, scale), label));
    return steps;
  }

  private BigFraction greatest() {
    return Reals.scaled(format.levels().max(), format.unitExponent());
  }

  @Override
  public Constant quantize(Constant constant, List<BigFraction> scales, int[] groups) {
    Levels levels = format.levels();
    Map<BigInteger, Integer> codeOfImage = new HashMap<>();
    for (int rank = 0; rank < levels.count(); rank++) {
      codeOfImage.put(levels.image(rank), levels.code(rank));
    }
    BigInteger bound = max.divide(Reals.powerOfTwo(format.unitExponent())).getNumerator();
    BigInteger least = format.signed() ? bound.negate() : BigInteger.ZERO;
    Scaled scaled = new Scaled(constant, scales, groups);
    int[] codes = new int[groups.length];
    for (int i = 0; i < codes.length; i++) {
      BigInteger image = image(scaled, i);
      if ((image.compareTo(least) < 0 || image.compareTo(bound) > 0) && !saturating) {
        throw new UnsupportedSpecException(
            "has saturation 0 and an element at position %d beyond the greatest number %s; set saturation to 1"
                .formatted(i, max.doubleValue()));
      }
      codes[i] = codeOfImage.get(image.max(least).min(bound));
    }
    return new QuantizedTensor(constant.shape(), format, codes, groups, scales);
  }

  /** The rounded element in units of the format, not yet clamped. */
  private BigInteger image(Scaled scaled, int index) {
    int unit = format.unitExponent();
    double approximate = scaled.approximate(index);
    if (IntegerRounding.isNearest(rounding) && Math.abs(approximate) < 1e300) {
      int step = Math.max(Math.getExponent(approximate) - format.mantissaBits(), unit);
      OptionalLong clear = IntegerRounding.clear(approximate * Math.scalb(1.0, -step), rounding);
      if (clear.isPresent() && Math.abs(step) < 1000) {
        return BigInteger.valueOf(clear.getAsLong()).shiftLeft(step - unit);
      }
    }
    BigFraction exact = scaled.exact(index);
    int step = Math.max(floorLog2(exact.abs()) - format.mantissaBits(), unit);
    return IntegerRounding.round(exact.divide(Reals.powerOfTwo(step)), rounding)
        .shiftLeft(step - unit);
  }

  /** ⌊log2 x⌋; the least int for zero. */
  private static int floorLog2(BigFraction x) {
    if (x.getNumerator().signum() == 0) {
      return Integer.MIN_VALUE / 2;
    }
    int guess = x.getNumerator().bitLength() - x.getDenominator().bitLength();
    return x.compareTo(Reals.powerOfTwo(guess)) < 0 ? guess - 1 : guess;
  }
}
