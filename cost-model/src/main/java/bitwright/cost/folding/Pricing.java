package bitwright.cost.folding;

import bitwright.arith.network.Network;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.UnitDelay;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.engine.LayerCost;
import bitwright.cost.timing.Delays;
import bitwright.cost.timing.LayerTiming;

/** Evaluates the formulas of one layer. */
final class Pricing {

  private Pricing() {}

  /**
   * A layer built in one way.
   *
   * @throws IllegalArgumentException if the fold does not divide the layer
   * @throws bitwright.cost.CostException if a unit has no formula
   */
  static Candidate candidate(
      Technology technology, Delays delays, Network network, int node, Choice choice) {
    LayerPlan plan =
        LayerPlan.of(network.nodes().get(node).layer(), choice.fold(), choice.implementation());
    return new Candidate(
        choice,
        LayerCost.alone(technology, network, node, plan).stream()
            .map(Part::resources)
            .reduce(Resources.NONE, Resources::plus),
        plan.cyclesPerFrame(),
        LayerTiming.megahertz(technology.family(), delays, plan),
        UnitDelay.of(plan),
        plan.inputs(),
        plan.output().elements());
  }
}
