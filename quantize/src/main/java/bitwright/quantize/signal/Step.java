package bitwright.quantize.signal;

import bitwright.arith.format.Levels;
import bitwright.arith.format.Reals;
import bitwright.arith.step.Stage;
import bitwright.arith.step.Stage.Quantizer;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/** A stage for every feature of a signal. */
public sealed interface Step {

  /** The stage of one feature. */
  Stage stage(int feature);

  /** Whether all features share one stage. */
  boolean isShared();

  /** Whether the features of every block of that size share one stage. */
  default boolean isPerBlock(int size) {
    return isShared();
  }

  /**
   * x ↦ slope·x + offset.
   *
   * @param slope per feature
   * @param offset per feature
   */
  record Affine(Coefficients slope, Coefficients offset) implements Step {

    /** x ↦ x. */
    public static final Affine IDENTITY = new Affine(Coefficients.ONE, Coefficients.ZERO);

    @Override
    public Stage.Affine stage(int feature) {
      return new Stage.Affine(slope.at(feature), offset.at(feature));
    }

    @Override
    public boolean isShared() {
      return slope.isShared() && offset.isShared();
    }

    @Override
    public boolean isPerBlock(int size) {
      return slope.isPerBlock(size) && offset.isPerBlock(size);
    }

    /** This function, and then another one. */
    public Affine then(Affine next) {
      return new Affine(next.slope.times(slope), next.slope.times(offset).plus(next.offset));
    }
  }

  /**
   * x ↦ min(max(x, low), high), the same for all features.
   *
   * @param stage the clamp
   */
  record Clamp(Stage.Clamp stage) implements Step {

    @Override
    public Stage stage(int feature) {
      return stage;
    }

    @Override
    public boolean isShared() {
      return true;
    }

    /** Whether this is max(x, 0). */
    public boolean isRectifier() {
      return stage.high().isEmpty() && stage.low().equals(Optional.of(BigFraction.ZERO));
    }
  }

  /**
   * A quantizer, the same for all features.
   *
   * @param quantizer the quantizer
   * @param label the node it comes from, for messages
   */
  record Quantize(Quantizer quantizer, String label) implements Step {

    @Override
    public Stage stage(int feature) {
      return quantizer;
    }

    @Override
    public boolean isShared() {
      return true;
    }

    /** The real value of image 1. */
    public BigFraction unit() {
      return Reals.powerOfTwo(quantizer.format().unitExponent()).multiply(quantizer.scale());
    }

    /** The label does not matter. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Quantize that && quantizer.equals(that.quantizer);
    }

    @Override
    public int hashCode() {
      return quantizer.hashCode();
    }

    /** Whether a number is one that the quantizer leaves as it is. */
    boolean fixes(BigFraction x) {
      return quantizer.apply(x).equals(x);
    }

    /** The least or the greatest value. */
    BigFraction extreme(boolean greatest) {
      Levels levels = quantizer.format().levels();
      BigInteger image = greatest ? levels.max() : levels.min();
      return Reals.scaled(image, quantizer.format().unitExponent()).multiply(quantizer.scale());
    }
  }
}
