package bitwright.cost.folding;

import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;

/**
 * How one layer is built.
 *
 * @param fold how much of it
 * @param implementation of what; ignored in layers without a matrix product
 */
public record Choice(Fold fold, Implementation implementation) {

  /** The choice that a plan embodies. */
  public static Choice of(LayerPlan plan) {
    return new Choice(
        plan.fold(), plan.matrix().map(MatrixPlan::implementation).orElse(Implementation.PORTABLE));
  }
}
