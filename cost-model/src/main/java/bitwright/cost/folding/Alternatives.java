package bitwright.cost.folding;

import bitwright.arith.network.Layer;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MemoryKind;
import bitwright.arith.plan.Multipliers;
import bitwright.cost.timing.Pipelining;
import java.util.ArrayList;
import java.util.List;

/** Every way in which a layer may be built. */
final class Alternatives {

  /** Of equal prices the first is chosen. */
  private static final List<MemoryKind> KINDS =
      List.of(MemoryKind.AUTO, MemoryKind.LUT, MemoryKind.BLOCK);

  private Alternatives() {}

  /**
   * All legal folds of a layer in all implementations that its plan allows and the goal's device
   * has: products in LUTs or DSP slices, weights where synthesis puts them, in LUTs or in block
   * memory; pipelined for the goal's clock where it has one. On iCE40, whose multipliers no unit
   * uses, products are in LUTs.
   */
  static List<Choice> of(Layer layer, Goal goal) {
    List<Choice> choices = new ArrayList<>();
    for (Fold fold : Folding.legal(layer)) {
      if (layer.kernel().isEmpty()) {
        choices.add(new Choice(fold, Implementation.PORTABLE));
      } else {
        addAll(choices, layer, fold, goal);
      }
    }
    return choices;
  }

  private static void addAll(List<Choice> choices, Layer layer, Fold fold, Goal goal) {
    boolean dsp = goal.device().family().xilinx() && goal.device().dsp() > 0;
    List<Multipliers> multipliers =
        dsp ? List.of(Multipliers.LUT, Multipliers.DSP) : List.of(Multipliers.LUT);
    for (Multipliers products : multipliers) {
      for (MemoryKind weights : KINDS) {
        Implementation implementation = new Implementation(goal.cells(), products, weights);
        if (isLegal(layer, fold, implementation)) {
          choices.add(new Choice(fold, pipelined(layer, fold, implementation, goal)));
        }
      }
    }
  }

  private static Implementation pipelined(
      Layer layer, Fold fold, Implementation implementation, Goal goal) {
    if (goal.clockMHz().isEmpty()) {
      return implementation;
    }
    LayerPlan plan = LayerPlan.of(layer, fold, implementation);
    return Pipelining.reach(plan, goal.device(), goal.clockMHz().getAsInt());
  }

  private static boolean isLegal(Layer layer, Fold fold, Implementation implementation) {
    try {
      LayerPlan.of(layer, fold, implementation);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
