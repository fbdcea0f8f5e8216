package bitwright.cost.engine;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.cost.CostException;
import bitwright.cost.LayerEstimate;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.primitive.Counter;
import java.util.ArrayList;
import java.util.List;

/**
 * One layer of an accelerator: its unit, the converter before it, and the stream ends it serves.
 */
public final class LayerCost {

  private LayerCost() {}

  /** The estimate of a layer. */
  public static LayerEstimate estimate(AcceleratorPlan accelerator, int index) {
    LayerPlan layer = accelerator.layers().get(index);
    String name = layer.layer().name();
    if (!(layer instanceof MatrixPlan plan)) {
      throw new CostException(
          "layer %s is of the kind %s, for which there is no formula"
              .formatted(name, layer.layer().kind()));
    }
    List<Part> parts = new ArrayList<>();
    if (index > 0) {
      int from = accelerator.layers().get(index - 1).output().elements();
      Resources converter = ConverterCost.of(plan.inputBits(), from, plan.fold().simd());
      parts.add(new Part("width converter", converter));
    } else {
      parts.add(new Part("input stream", new Resources(2, 1, 0, 0, 0)));
    }
    MatrixCost unit = new MatrixCost(plan);
    parts.addAll(unit.parts());
    if (index == accelerator.layers().size() - 1) {
      parts.add(new Part("output stream", Counter.of(accelerator.outputBeats())));
    }
    parts.removeIf(part -> part.resources().equals(Resources.NONE));
    return new LayerEstimate(name, parts, layer.cyclesPerFrame(), unit.path());
  }
}
