package bitwright.cost;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.cost.engine.UnitCost;
import java.util.ArrayList;
import java.util.List;

/**
 * What an accelerator costs, computed from its plan alone.
 *
 * <p>Every unit that the generator builds has a formula derived from its structure; widths, depths
 * and memory contents are those of the plan. A unit without a formula is an error, never a silent
 * zero.
 */
public final class CostModel {

  private CostModel() {}

  /**
   * The estimate of an accelerator on a device.
   *
   * @throws CostException if a unit has no formula; the message names it
   */
  public static Estimate estimate(AcceleratorPlan plan, Device device) {
    List<LayerEstimate> layers = new ArrayList<>();
    for (int i = 0; i < plan.layers().size(); i++) {
      var layer = plan.layers().get(i);
      if (!(layer instanceof MatrixPlan matrix)) {
        throw new CostException(
            "layer %s is of the kind %s, for which there is no formula"
                .formatted(layer.layer().name(), layer.layer().kind()));
      }
      layers.add(
          new LayerEstimate(
              layer.layer().name(),
              UnitCost.parts(plan, i),
              layer.cyclesPerFrame(),
              UnitCost.path(matrix)));
    }
    return new Estimate(plan, device, layers);
  }
}
