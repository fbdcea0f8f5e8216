package bitwright.quantize.spec;

import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.Rounding;
import bitwright.arith.step.Stage;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Step;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.QuantizedTensor;
import bitwright.quantize.tensor.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Integers: {@code scale · (clamp(round(x/scale + zeroPoint), min, max) − zeroPoint)}.
 *
 * <p>QONNX clamps before it rounds, which is the same, since the bounds are integers. ONNX's {@code
 * QuantizeLinear} adds the zero point after rounding, which differs in ties to even by an odd zero
 * point.
 *
 * @param bits width, 1 to 64; activations and weights 16 at most
 * @param signed whether the range is two's complement
 * @param narrow whether one end of the range is left out
 * @param zeroPoint the code that stands for zero
 * @param rounding the rounding mode
 * @param roundsFirst whether rounding precedes the zero point
 */
public record IntegerSpec(
    int bits,
    boolean signed,
    boolean narrow,
    BigInteger zeroPoint,
    Rounding rounding,
    boolean roundsFirst)
    implements QuantSpec {

  private static final int WIDEST = 16;

  /** The least code. */
  public BigInteger min() {
    return signed
        ? BigInteger.ONE.shiftLeft(bits - 1).negate().add(BigInteger.valueOf(narrow ? 1 : 0))
        : BigInteger.ZERO;
  }

  /** The greatest code. */
  public BigInteger max() {
    return signed
        ? BigInteger.ONE.shiftLeft(bits - 1).subtract(BigInteger.ONE)
        : BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.valueOf(narrow ? 2 : 1));
  }

  private BigInteger low() {
    return min().subtract(zeroPoint);
  }

  private BigInteger high() {
    return max().subtract(zeroPoint);
  }

  /** The format of code − zeroPoint; nothing if it is wider than 16 bits. */
  private Optional<IntegerFormat> shifted() {
    if (zeroPoint.signum() == 0) {
      return bits <= WIDEST
          ? Optional.of(new IntegerFormat(bits, signed, narrow))
          : Optional.empty();
    }
    return holding(low(), high());
  }

  @Override
  public List<Step> steps(BigFraction scale, String label) {
    boolean shift = roundsFirst && zeroPoint.testBit(0);
    Optional<IntegerFormat> format =
        shift || zeroPoint.signum() == 0
            ? shifted()
            : bits <= WIDEST
                ? Optional.of(new IntegerFormat(bits, signed, narrow))
                : Optional.empty();
    if (format.isEmpty()) {
      throw new UnsupportedSpecException(
          "makes activations of %d bits with zero point %s; allowed are up to %d bits"
              .formatted(bits, zeroPoint, WIDEST));
    }
    if (zeroPoint.signum() == 0) {
      return List.of(new Step.Quantize(new Quantizer(format.get(), rounding, scale), label));
    }
    List<Step> steps = new ArrayList<>();
    if (shift) {
      steps.add(
          new Step.Clamp(
              new Stage.Clamp(
                  Optional.of(new BigFraction(low()).multiply(scale)),
                  Optional.of(new BigFraction(high()).multiply(scale)))));
      steps.add(new Step.Quantize(new Quantizer(format.get(), rounding, scale), label));
      return steps;
    }
    BigFraction zero = new BigFraction(zeroPoint);
    steps.add(affine(scale.reciprocal(), zero));
    steps.add(new Step.Quantize(new Quantizer(format.get(), rounding, BigFraction.ONE), label));
    steps.add(affine(scale, zero.multiply(scale).negate()));
    return steps;
  }

  private static Step affine(BigFraction slope, BigFraction offset) {
    return new Step.Affine(Coefficients.all(slope), Coefficients.all(offset));
  }

  @Override
  public Constant quantize(Constant constant, List<BigFraction> scales, int[] groups) {
    Scaled scaled = new Scaled(constant, scales, groups);
    Optional<IntegerFormat> format = shifted();
    if (format.isPresent()) {
      int mask = format.get().codes() - 1;
      int[] codes = new int[groups.length];
      for (int i = 0; i < codes.length; i++) {
        codes[i] = shiftedLevel(scaled, i).intValueExact() & mask;
      }
      return new QuantizedTensor(constant.shape(), format.get(), codes, groups, scales);
    }
    BigFraction[] values = new BigFraction[groups.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = new BigFraction(shiftedLevel(scaled, i)).multiply(scales.get(groups[i]));
    }
    return Tensor.exact(constant.shape(), Tensor.Kind.REAL, values);
  }

  /** The code of an element, less the zero point. */
  private BigInteger shiftedLevel(Scaled scaled, int index) {
    double approximate = scaled.approximate(index);
    if (zeroPoint.bitLength() <= 20) {
      double offset = roundsFirst ? 0 : zeroPoint.doubleValue();
      OptionalLong clear = IntegerRounding.clear(approximate + offset, rounding);
      if (clear.isPresent()) {
        BigInteger level = BigInteger.valueOf(clear.getAsLong());
        return clamped(roundsFirst ? level : level.subtract(zeroPoint));
      }
    }
    return code(scaled.exact(index)).subtract(zeroPoint);
  }

  /** The code of x/scale. */
  public BigInteger code(BigFraction x) {
    BigInteger level =
        roundsFirst
            ? IntegerRounding.round(x, rounding)
            : IntegerRounding.round(x.add(zeroPoint), rounding).subtract(zeroPoint);
    return clamped(level).add(zeroPoint);
  }

  /**
   * The numbers that stored codes stand for.
   *
   * @param codes the codes
   * @param specs the quantizer of every group; they differ in nothing but the zero point
   * @param scales the scale of every group
   * @param groups for each element, the group it belongs to
   */
  public static Constant decoded(
      Tensor codes, List<IntegerSpec> specs, List<BigFraction> scales, int[] groups) {
    BigInteger low = specs.stream().map(IntegerSpec::low).reduce(BigInteger::min).orElseThrow();
    BigInteger high = specs.stream().map(IntegerSpec::high).reduce(BigInteger::max).orElseThrow();
    Optional<IntegerFormat> format = holding(low, high);
    if (format.isEmpty()) {
      BigFraction[] values = new BigFraction[groups.length];
      for (int i = 0; i < values.length; i++) {
        BigInteger zero = specs.get(groups[i]).zeroPoint;
        values[i] = codes.value(i).subtract(zero).multiply(scales.get(groups[i]));
      }
      return Tensor.exact(codes.shape(), Tensor.Kind.REAL, values);
    }
    int mask = format.get().codes() - 1;
    int[] shifted = new int[groups.length];
    for (int i = 0; i < shifted.length; i++) {
      BigInteger zero = specs.get(groups[i]).zeroPoint;
      shifted[i] = codes.value(i).subtract(zero).getNumerator().intValue() & mask;
    }
    return new QuantizedTensor(codes.shape(), format.get(), shifted, groups, scales);
  }

  /** The integer format of least width for a range; nothing if it is wider than 16 bits. */
  private static Optional<IntegerFormat> holding(BigInteger low, BigInteger high) {
    boolean negative = low.signum() < 0;
    int width = Math.max(low.bitLength(), high.bitLength()) + (negative ? 1 : 0);
    return width <= WIDEST
        ? Optional.of(new IntegerFormat(Math.max(width, negative ? 2 : 1), negative, false))
        : Optional.empty();
  }

  private BigInteger clamped(BigInteger level) {
    return level.max(low()).min(high());
  }
}
