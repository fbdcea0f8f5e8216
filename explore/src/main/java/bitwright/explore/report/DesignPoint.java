package bitwright.explore.report;

import java.util.List;
import java.util.Optional;

/**
 * One accelerator that could be built: a network and its folds, with what it costs and gives.
 *
 * @param model the network
 * @param arithmetic its formats, in words
 * @param folds PE × SIMD of every layer, in order
 * @param lut 6-input look-up tables
 * @param ff flip-flops
 * @param carry CARRY4 blocks
 * @param bram36 block memories of 36 Kbit
 * @param dsp multiplier blocks
 * @param cycles cycles per inference
 * @param fmaxMHz estimated clock frequency
 * @param framesPerSecond inferences per second at that frequency
 * @param accuracy the share of right classes of the golden model, if there are labels
 * @param fits whether the device holds it
 * @param rough whether some layer is fully unrolled, so that its cost is rough
 * @param onFront whether no other point of the same chart costs no more LUT and is faster
 */
public record DesignPoint(
    String model,
    String arithmetic,
    List<LayerFold> folds,
    long lut,
    long ff,
    long carry,
    double bram36,
    long dsp,
    long cycles,
    int fmaxMHz,
    double framesPerSecond,
    Optional<Double> accuracy,
    boolean fits,
    boolean rough,
    boolean onFront) {

  /**
   * The fold of a layer.
   *
   * @param layer its name
   * @param pe rows in parallel
   * @param simd columns in parallel
   */
  public record LayerFold(String layer, int pe, int simd) {}

  /** Keeps an unmodifiable copy. */
  public DesignPoint {
    folds = List.copyOf(folds);
  }

  /** The same point, on the Pareto front or not. */
  DesignPoint withFront(boolean front) {
    return new DesignPoint(
        model,
        arithmetic,
        folds,
        lut,
        ff,
        carry,
        bram36,
        dsp,
        cycles,
        fmaxMHz,
        framesPerSecond,
        accuracy,
        fits,
        rough,
        front);
  }
}
