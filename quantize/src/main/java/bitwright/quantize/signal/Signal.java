package bitwright.quantize.signal;

import bitwright.arith.step.Stage;
import bitwright.quantize.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A tensor {@code [batch, shape…]} as one monotone function per feature of its source.
 *
 * <p>Features are numbered in row-major order, so a change of shape changes nothing else. A
 * transposition changes their order; the steps keep the order of the source.
 *
 * @param source where it starts
 * @param shape the shape of one image
 * @param order which feature of the source each feature is
 * @param steps applied in order; no two affine steps meet
 */
public record Signal(Source source, Shape shape, FeatureOrder order, List<Step> steps) {

  /** Copies the steps. */
  public Signal {
    steps = List.copyOf(steps);
  }

  /** A signal in its source's order. */
  public Signal(Source source, Shape shape, List<Step> steps) {
    this(source, shape, FeatureOrder.NATURAL, steps);
  }

  /** The number of features. */
  public int features() {
    return shape.size();
  }

  /** The same features in another shape of the same size. */
  public Signal reshaped(Shape to) {
    return new Signal(source, to, order, steps);
  }

  /** The features picked by their positions, in a new shape. */
  public Signal gathered(int[] positions, Shape to) {
    return new Signal(source, to, order.then(positions), steps);
  }

  /**
   * Followed by slope·x + offset.
   *
   * @param slope per feature of this signal
   * @param offset per feature of this signal
   */
  public Signal affine(Coefficients slope, Coefficients offset) {
    return affine(
        new Step.Affine(order.ofSource(slope, features()), order.ofSource(offset, features())));
  }

  private Signal affine(Step.Affine next) {
    List<Step> extended = new ArrayList<>(steps);
    if (!steps.isEmpty() && steps.get(steps.size() - 1) instanceof Step.Affine last) {
      extended.set(steps.size() - 1, last.then(next));
    } else {
      extended.add(next);
    }
    return new Signal(source, shape, order, extended);
  }

  /** Followed by another step; a quantizer goes before a passage that waits for one. */
  public Signal then(Step step) {
    if (step instanceof Step.Affine affine) {
      return affine(affine.slope(), affine.offset());
    }
    if (step instanceof Step.Quantize quantize && source instanceof Pending pending) {
      return pending.quantized(this, quantize);
    }
    List<Step> extended = new ArrayList<>(steps);
    extended.add(step);
    return new Signal(source, shape, order, extended);
  }

  /** The position of the last quantizer among the steps, or −1. */
  public int lastQuantizer() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i) instanceof Step.Quantize) {
        return i;
      }
    }
    return -1;
  }

  /**
   * This signal as codes, if a quantizer and at most an affine function with a common factor end
   * it.
   *
   * <p>A clamp after the quantizer is moved before it where that changes nothing: clamping commutes
   * with a monotone quantizer that leaves the clamp's bounds as they are.
   */
  public Optional<CodedSignal> coded() {
    int last = lastQuantizer();
    if (last < 0) {
      return Optional.empty();
    }
    Step.Quantize quantize = (Step.Quantize) steps.get(last);
    List<Step.Clamp> bounds = new ArrayList<>();
    Step.Affine after = Step.Affine.IDENTITY;
    for (Step step : steps.subList(last + 1, steps.size())) {
      if (step instanceof Step.Affine affine) {
        after = after.then(affine);
      } else if (step instanceof Step.Clamp clamp) {
        Optional<Stage.Clamp> moved = moved(clamp.stage(), after, quantize);
        if (moved.isEmpty()) {
          return Optional.empty();
        }
        if (moved.get().low().isPresent() || moved.get().high().isPresent()) {
          bounds.add(new Step.Clamp(moved.get()));
        }
      }
    }
    boolean common = after.slope().isShared() && !after.slope().isZero();
    return common
        ? Optional.of(
            new CodedSignal(
                source,
                steps.subList(0, last),
                quantize,
                bounds,
                after.slope().at(0),
                after.offset()))
        : Optional.empty();
  }

  private static Optional<Stage.Clamp> moved(
      Stage.Clamp clamp, Step.Affine after, Step.Quantize quantize) {
    if (!after.isShared() || after.slope().isZero()) {
      return Optional.empty();
    }
    BigFraction slope = after.slope().at(0);
    BigFraction offset = after.offset().at(0);
    boolean rising = slope.compareTo(BigFraction.ZERO) > 0;
    Optional<BigFraction> low =
        (rising ? clamp.low() : clamp.high()).map(b -> b.subtract(offset).divide(slope));
    Optional<BigFraction> high =
        (rising ? clamp.high() : clamp.low()).map(b -> b.subtract(offset).divide(slope));
    boolean lowIdle = low.isEmpty() || low.get().compareTo(quantize.extreme(false)) <= 0;
    boolean highIdle = high.isEmpty() || high.get().compareTo(quantize.extreme(true)) >= 0;
    if (!lowIdle && !quantize.fixes(low.get()) || !highIdle && !quantize.fixes(high.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new Stage.Clamp(lowIdle ? Optional.empty() : low, highIdle ? Optional.empty() : high));
  }
}
