package bitwright.cost.folding;

import bitwright.arith.network.Layer;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.Implementation;
import java.util.ArrayList;
import java.util.List;

/** Every way in which a layer may be built. */
final class Alternatives {

  private Alternatives() {}

  /** All legal folds of a layer, in every implementation of some cells that its plan allows. */
  static List<Choice> of(Layer layer, Cells cells) {
    List<Choice> choices = new ArrayList<>();
    for (Fold fold : Folding.legal(layer)) {
      choices.add(new Choice(fold, Implementation.of(cells)));
    }
    return choices;
  }
}
