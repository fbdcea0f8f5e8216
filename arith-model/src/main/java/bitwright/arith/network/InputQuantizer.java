package bitwright.arith.network;

import bitwright.arith.format.Cut;
import bitwright.arith.format.Format;
import bitwright.arith.format.Reals;
import bitwright.arith.step.HalfLine;
import bitwright.arith.step.Stage;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.arith.step.StepCompiler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * From float32 inputs to codes, exactly: where floating point ends.
 *
 * <p>Each feature (or each block of neighbours, or all, if they share one) has ascending float32
 * thresholds, the least floats that reach each rank of the exact real function in front of the
 * network. So {@code rank(x) = #{t : t ≤ x}}, or that subtracted from the number of thresholds
 * where the function falls, without any rounding at run time.
 */
public final class InputQuantizer {

  /** The position of the greatest finite float32 in their order. */
  private static final int GREATEST = Float.floatToIntBits(Float.MAX_VALUE);

  private final Format format;
  private final int features;
  private final float[][] thresholds;
  private final boolean[] falling;
  private final int[] codes;

  private InputQuantizer(Format format, int features, float[][] thresholds, boolean[] falling) {
    this.format = format;
    this.features = features;
    this.thresholds = thresholds;
    this.falling = falling;
    codes = IntStream.range(0, format.levels().count()).map(format.levels()::code).toArray();
  }

  /**
   * Compiles stages and a quantizer.
   *
   * @param features the number of input features
   * @param stagesPerFeature one list of stages for all features, one per feature, or one for each
   *     of equal blocks of neighbours, such as the channels of a map
   * @param quantizer the quantizer that follows the stages
   */
  public static InputQuantizer compile(
      int features, List<? extends List<? extends Stage>> stagesPerFeature, Quantizer quantizer) {
    if (stagesPerFeature.isEmpty() || features % stagesPerFeature.size() != 0) {
      throw new IllegalArgumentException(
          "%d features cannot share %d lists of stages evenly"
              .formatted(features, stagesPerFeature.size()));
    }
    int count = stagesPerFeature.size();
    float[][] thresholds = new float[count][];
    boolean[] falling = new boolean[count];
    int ranks = quantizer.format().levels().count();
    for (int i = 0; i < count; i++) {
      List<HalfLine> sets = new ArrayList<>(ranks - 1);
      for (int rank = 1; rank < ranks; rank++) {
        sets.add(StepCompiler.reaching(stagesPerFeature.get(i), quantizer, rank));
      }
      boolean falls = sets.stream().anyMatch(s -> !s.isTrivial() && s.below());
      falling[i] = falls;
      thresholds[i] = new float[ranks - 1];
      for (int k = 0; k < sets.size(); k++) {
        HalfLine set = sets.get(k);
        boolean always = set.isTrivial() && set.below() == falls;
        thresholds[i][k] =
            set.isTrivial()
                ? (always ? Float.NEGATIVE_INFINITY : Float.NaN)
                : firstFloat(set.cut());
      }
      Arrays.sort(thresholds[i]);
    }
    return new InputQuantizer(quantizer.format(), features, thresholds, falling);
  }

  /**
   * The least float32 in the set, by bisection; infinity if no finite one is. The float nearest to
   * the cut usually brackets it at once.
   */
  static float firstFloat(Cut cut) {
    int low = -GREATEST;
    int high = GREATEST + 1;
    int guess = position((float) Reals.toDouble(cut.at()));
    if (guess - 1 > low && !contains(cut, guess - 1)) {
      low = guess;
    }
    if (guess + 1 < high && contains(cut, guess + 1)) {
      high = guess + 1;
    }
    while (low < high) {
      int middle = (int) ((long) low + high >> 1);
      if (contains(cut, middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low > GREATEST ? Float.POSITIVE_INFINITY : low == 0 ? -0.0f : ordered(low);
  }

  private static boolean contains(Cut cut, int position) {
    return cut.contains(new BigFraction((double) ordered(position)));
  }

  /** The position of a float32 in the order of all finite ones; an infinity counts as the last. */
  private static int position(float x) {
    int magnitude = Math.min(Float.floatToRawIntBits(Math.abs(x)), GREATEST);
    return x < 0 ? -magnitude : magnitude;
  }

  /** The float32 at a position in the order of all finite ones, with zero at 0. */
  private static float ordered(int position) {
    return position < 0 ? -Float.intBitsToFloat(-position) : Float.intBitsToFloat(position);
  }

  /** The format of the codes. */
  public Format format() {
    return format;
  }

  /** The number of input features. */
  public int features() {
    return features;
  }

  /** The least float32 that reaches each rank, ascending; NaN where no number does. */
  public float[] thresholds(int feature) {
    return thresholds[index(feature)].clone();
  }

  /** Whether the code falls as the feature grows. */
  public boolean falling(int feature) {
    return falling[index(feature)];
  }

  /** Whether all features share one function. */
  public boolean isShared() {
    return thresholds.length == 1;
  }

  private int index(int feature) {
    return thresholds.length == 1 ? 0 : feature / (features / thresholds.length);
  }

  /**
   * The code of one input.
   *
   * @throws IllegalArgumentException if x is NaN
   */
  public int code(int feature, float x) {
    if (Float.isNaN(x)) {
      throw new IllegalArgumentException("input feature %d is NaN".formatted(feature));
    }
    float[] steps = thresholds[index(feature)];
    int low = 0;
    int high = steps.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (steps[middle] <= x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return codes[falling[index(feature)] ? steps.length - low : low];
  }

  /** The codes of a whole vector, starting at an offset. */
  public void encode(float[] inputs, int offset, int[] codes, int codeOffset) {
    for (int i = 0; i < features; i++) {
      codes[codeOffset + i] = code(i, inputs[offset + i]);
    }
  }
}
