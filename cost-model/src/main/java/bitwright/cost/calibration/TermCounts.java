package bitwright.cost.calibration;

import bitwright.cost.Family;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How many LUTs of each term a formula counts.
 *
 * <p>A price is a constant and linear in the coefficients but for its rounding, so the count of a
 * term is the slope of the price along its coefficient, taken between coefficients so large that
 * rounding does not matter.
 */
public final class TermCounts {
  private static final int LEVEL = 1_000;
  private static final int STEP = 500;

  private TermCounts() {}

  /** The counts of a formula, copies included; terms of which it counts none are left out. */
  public static SortedMap<TermKey, Double> of(
      Family family, Function<Technology, Resources> formula) {
    Set<TermKey> keys = new TreeSet<>();
    Coefficients level =
        (primitive, term) -> {
          keys.add(new TermKey(primitive, term));
          return LEVEL;
        };
    int base = formula.apply(new Technology(family, level)).lut();
    SortedMap<TermKey, Double> counts = new TreeMap<>();
    for (TermKey key : keys) {
      Coefficients more =
          (primitive, term) ->
              primitive.equals(key.primitive()) && term.equals(key.term()) ? LEVEL + STEP : LEVEL;
      int lut = formula.apply(new Technology(family, more)).lut();
      if (lut != base) {
        counts.put(key, (double) (lut - base) / STEP);
      }
    }
    return Collections.unmodifiableSortedMap(counts);
  }

  /** The LUTs of a formula that have no coefficient: cells counted in netlists. */
  public static int fixed(Family family, Function<Technology, Resources> formula) {
    return formula.apply(new Technology(family, (primitive, term) -> 0)).lut();
  }
}
