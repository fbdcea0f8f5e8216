package bitwright.tables;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import java.util.Comparator;
import java.util.List;

/**
 * Three sizes of a network's accelerator around the one that {@code generate} makes by default.
 *
 * <p>With I the default's cycles per inference, the smaller one has the leanest folds that need at
 * most 4·I, the larger one in each layer alone the leanest fold of at most I / 4 cycles, or the
 * fastest where none is as fast; weights that are constants of the circuit are left out, since no
 * formula follows them closely.
 */
enum FoldSize {
  SMALLER,
  DEFAULT,
  LARGER;

  private static final int FACTOR = 4;

  /** The folds of all layers. */
  List<Fold> folds(Network network) {
    if (this == DEFAULT) {
      return Folding.balanced(network, Folding.DEFAULT_CYCLES);
    }
    int interval = AcceleratorPlan.balanced(network).cyclesPerInference();
    if (this == SMALLER) {
      return Folding.balanced(network, FACTOR * interval);
    }
    return network.layers().stream().map(layer -> within(layer, interval / FACTOR)).toList();
  }

  /** Fewest lanes within the target; the fastest where none is. */
  private static Fold within(Layer layer, int cycles) {
    Comparator<LayerPlan> leanest = Comparator.comparingInt(plan -> plan.fold().lanes());
    return Folding.legal(layer).stream()
        .map(fold -> LayerPlan.of(layer, fold))
        .filter(plan -> !plan.matrix().map(MatrixPlan::unrolled).orElse(false))
        .min(
            Comparator.<LayerPlan>comparingInt(plan -> Math.max(cycles, plan.cyclesPerFrame()))
                .thenComparing(leanest)
                .thenComparingInt(LayerPlan::cyclesPerFrame)
                .thenComparingInt(plan -> plan.fold().pe()))
        .orElseThrow()
        .fold();
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
