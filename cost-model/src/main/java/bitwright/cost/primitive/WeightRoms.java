package bitwright.cost.primitive;

import bitwright.arith.plan.Fold;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.Recent;
import bitwright.cost.Family;

/**
 * The weight memories of matrix-vector units. Reading all of the words is most of the work of an
 * estimate, and resources, timing, every kind of memory and of multiplier ask for the same ones:
 * the last few memories are kept.
 */
public final class WeightRoms {
  private static final Recent<Key, WordColumns> KNOWN = new Recent<>(64);

  /** What the contents of a memory depend on. */
  private record Key(Recent.Same weights, Fold fold) {}

  private WeightRoms() {}

  /** The weight memory of a unit whose weights are not constants of the circuit. */
  public static Rom of(Family family, MatrixPlan plan) {
    Key key = new Key(new Recent.Same(plan.layer().weights()), plan.fold());
    return new Rom(
        family, KNOWN.get(key, k -> WordColumns.of(plan)), plan.implementation().weights());
  }
}
