package bitwright.arith.step;

import bitwright.arith.format.Cut;
import bitwright.arith.format.Encoder;
import bitwright.arith.format.Format;
import bitwright.arith.format.Levels;
import bitwright.arith.format.Reals;
import bitwright.arith.format.Rounding;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * One monotone real function on the way from an accumulator to a code.
 *
 * <p>A stage can be applied forward, and it can pull a half-line back: the set of x whose image
 * lies in a half-line is a half-line again, because the stage is monotone. Thresholds come from
 * pulling back; tests apply the stages forward.
 */
public sealed interface Stage {

  /** The exact value of the function. */
  BigFraction apply(BigFraction x);

  /** The set of all x whose image lies in the given set. */
  HalfLine pullBack(HalfLine image);

  /**
   * x ↦ slope·x + offset, rising, falling or constant.
   *
   * @param slope a
   * @param offset b
   */
  record Affine(BigFraction slope, BigFraction offset) implements Stage {

    @Override
    public BigFraction apply(BigFraction x) {
      return slope.multiply(x).add(offset);
    }

    @Override
    public HalfLine pullBack(HalfLine image) {
      if (image.isTrivial()) {
        return image;
      }
      int sign = slope.compareTo(BigFraction.ZERO);
      if (sign == 0) {
        return HalfLine.trivial(image.contains(offset));
      }
      Cut cut = image.cut();
      BigFraction at = cut.at().subtract(offset).divide(slope);
      return sign > 0
          ? new HalfLine(new Cut(at, cut.inclusive()), image.below())
          : new HalfLine(new Cut(at, !cut.inclusive()), !image.below());
    }
  }

  /**
   * x ↦ min(max(x, low), high); ReLU is the clamp from 0.
   *
   * @param low the least result, if bounded below
   * @param high the greatest result, if bounded above
   */
  record Clamp(Optional<BigFraction> low, Optional<BigFraction> high) implements Stage {

    /** The rectifier max(x, 0). */
    public static final Clamp RELU = new Clamp(Optional.of(BigFraction.ZERO), Optional.empty());

    @Override
    public BigFraction apply(BigFraction x) {
      BigFraction y = low.isPresent() && x.compareTo(low.get()) < 0 ? low.get() : x;
      return high.isPresent() && y.compareTo(high.get()) > 0 ? high.get() : y;
    }

    @Override
    public HalfLine pullBack(HalfLine image) {
      if (image.isTrivial()) {
        return image;
      }
      if (low.isPresent() && image.cut().contains(low.get())) {
        return HalfLine.trivial(!image.below());
      }
      if (high.isPresent() && !image.cut().contains(high.get())) {
        return HalfLine.trivial(image.below());
      }
      return image;
    }
  }

  /**
   * x ↦ the value of the code that x/scale rounds to, saturating: a quantizer.
   *
   * @param format the format of the codes
   * @param rounding the rounding mode
   * @param scale the real value of the number 1 of the format; positive
   */
  record Quantizer(Format format, Rounding rounding, BigFraction scale) implements Stage {

    /** Checks the scale. */
    public Quantizer {
      if (scale.compareTo(BigFraction.ZERO) <= 0) {
        throw new IllegalArgumentException(
            "a quantizer's scale is positive, not " + scale.doubleValue());
      }
    }

    /** The code of an exact number. */
    public int code(BigFraction x) {
      return new Encoder(format, rounding, true).encode(x.divide(scale));
    }

    /** The exact real value of a code. */
    public BigFraction value(int code) {
      return Reals.value(format, code).multiply(scale);
    }

    /** The cut from which on numbers reach the given rank, 1 ≤ rank &lt; level count. */
    public Cut cut(int rank) {
      Cut unscaled = new Encoder(format, rounding, true).cut(rank);
      return new Cut(unscaled.at().multiply(scale), unscaled.inclusive());
    }

    @Override
    public BigFraction apply(BigFraction x) {
      return value(code(x));
    }

    @Override
    public HalfLine pullBack(HalfLine image) {
      if (image.isTrivial()) {
        return image;
      }
      Levels levels = format.levels();
      int rank = 0;
      while (rank < levels.count() && !image.cut().contains(value(levels.code(rank)))) {
        rank++;
      }
      if (rank == 0 || rank == levels.count()) {
        return HalfLine.trivial((rank == 0) != image.below());
      }
      return new HalfLine(cut(rank), image.below());
    }
  }

  /** The value of an image in units of a power of two, as a stage: x ↦ x·2^exponent·scale. */
  static Affine unit(int exponent, BigFraction scale) {
    return new Affine(Reals.scaled(BigInteger.ONE, exponent).multiply(scale), BigFraction.ZERO);
  }
}
