package bitwright.sim;

import bitwright.arith.plan.LayerPlan;

/**
 * The comparison of one layer.
 *
 * @param plan the layer and its fold
 * @param compared output codes (or accumulators) compared
 * @param mismatches how many of them differ
 */
public record LayerReport(LayerPlan plan, long compared, long mismatches) {

  /** The layer's name. */
  public String name() {
    return plan.layer().name();
  }
}
