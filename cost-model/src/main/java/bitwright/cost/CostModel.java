package bitwright.cost;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.cost.engine.LayerCost;
import java.util.List;
import java.util.stream.IntStream;

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
    return estimate(plan, device, Technology.of(device.family()));
  }

  /**
   * The same with given corrections.
   *
   * @param technology the family of the device and its corrections
   */
  public static Estimate estimate(AcceleratorPlan plan, Device device, Technology technology) {
    List<LayerEstimate> layers =
        IntStream.range(0, plan.layers().size())
            .mapToObj(index -> LayerCost.estimate(technology, plan, index))
            .toList();
    return new Estimate(plan, device, layers);
  }
}
