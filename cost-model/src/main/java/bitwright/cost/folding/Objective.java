package bitwright.cost.folding;

import bitwright.cost.Device;
import bitwright.cost.Resources;

/**
 * How much of a device an accelerator takes: the sum of its shares of every kind of resource.
 *
 * <p>Shares are counted in parts of 10<sup>9</sup>, rounded once per unit of a kind, so that costs
 * are whole numbers and add up exactly: {@code cost = Σ round(10⁹ / available) · needed}. The sum
 * is what scarcity makes of it: on a device of 53,200 LUTs and 140 RAMB36 a RAMB36 is worth 380
 * LUTs. The greatest share instead would let every other kind grow up to it for nothing. A kind
 * that the device lacks weighs nothing and may not be used.
 */
final class Objective {
  private static final long PARTS = 1_000_000_000L;

  private final int[] available;
  private final long[] weights = new long[ResourceKind.COUNT];

  Objective(Device device) {
    this(ResourceKind.amounts(device), true);
  }

  private Objective(int[] available, boolean counts) {
    this.available = available;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = available[i] == 0 || !counts ? 0 : (PARTS + available[i] / 2) / available[i];
    }
  }

  /** One that is nothing for all that fits: enough to tell whether anything does. */
  Objective fit() {
    return new Objective(available, false);
  }

  /** Whether all that fits costs nothing. */
  boolean isFit() {
    return beyond() == 1;
  }

  /** The price of one unit of each kind. */
  long[] weights() {
    return weights.clone();
  }

  /** What there is of a kind. */
  int available(int kind) {
    return available[kind];
  }

  /** The cost of amounts of each kind. */
  long cost(int[] amounts) {
    return cost(weights, amounts);
  }

  /** The cost of resources. */
  long cost(Resources resources) {
    return cost(ResourceKind.amounts(resources));
  }

  /** Whether the device has enough of every kind. */
  boolean fits(int[] amounts) {
    for (int i = 0; i < amounts.length; i++) {
      if (amounts[i] > available[i]) {
        return false;
      }
    }
    return true;
  }

  /** No accelerator that fits costs as much. */
  long beyond() {
    return cost(available) + 1;
  }

  static long cost(long[] weights, int[] amounts) {
    long cost = 0;
    for (int i = 0; i < amounts.length; i++) {
      cost += weights[i] * amounts[i];
    }
    return cost;
  }
}
