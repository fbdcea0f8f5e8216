package bitwright.quantize.signal;

import java.util.Arrays;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Which feature of its source each feature of a signal is: a permutation.
 *
 * <p>Example: a map {@code [2,1,2]} transposed to channels last has the order 0 2 1 3.
 */
public final class FeatureOrder {

  /** Every feature is where it is in the source. */
  public static final FeatureOrder NATURAL = new FeatureOrder(null);

  private final int[] positions;

  private FeatureOrder(int[] positions) {
    this.positions = positions;
  }

  /** Whether every feature is where it is in the source. */
  public boolean isNatural() {
    return positions == null;
  }

  /** The source's feature that a feature is. */
  public int at(int feature) {
    return positions == null ? feature : positions[feature];
  }

  /** The order after a rearrangement that puts feature {@code picked[i]} at i. */
  public FeatureOrder then(int[] picked) {
    int[] result = new int[picked.length];
    boolean natural = true;
    for (int i = 0; i < picked.length; i++) {
      result[i] = at(picked[i]);
      natural &= result[i] == i;
    }
    return natural ? NATURAL : new FeatureOrder(result);
  }

  /** For every feature of the source, where it is now. */
  public int[] inverse(int features) {
    int[] inverse = new int[features];
    for (int i = 0; i < features; i++) {
      inverse[at(i)] = i;
    }
    return inverse;
  }

  /** Numbers of the signal's features as numbers of the source's. */
  Coefficients ofSource(Coefficients coefficients, int features) {
    if (isNatural() || coefficients.isShared()) {
      return coefficients;
    }
    BigFraction[] moved = new BigFraction[features];
    for (int i = 0; i < features; i++) {
      moved[positions[i]] = coefficients.at(i);
    }
    return Coefficients.of(moved);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureOrder that && Arrays.equals(positions, that.positions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(positions);
  }
}
