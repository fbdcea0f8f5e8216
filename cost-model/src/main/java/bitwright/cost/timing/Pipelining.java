package bitwright.cost.timing;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Arithmetic;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.cost.CostException;
import bitwright.cost.Device;
import java.util.ArrayList;
import java.util.List;

/**
 * Pipelines for a clock: dot products of the device's own cells that the usual pipeline leaves too
 * slow get a register behind every level. Nothing else has a pipeline to choose: portable dot
 * products, threshold searches and maps are registered at every step as they are.
 */
public final class Pipelining {
  private static final int FASTEST = 1;

  private Pipelining() {}

  /** A layer's implementation that reaches a clock, or else the fastest. */
  public static Implementation reach(LayerPlan layer, Device device, int megahertz) {
    MatrixPlan unit = layer.matrix().orElseThrow();
    boolean slow =
        unit.arithmetic() == Arithmetic.CELLS
            && unit.implementation().levels() > FASTEST
            && megahertz(device, StageTiming.matrix(device.family(), unit)) < megahertz;
    return slow ? unit.implementation().withLevels(FASTEST) : unit.implementation();
  }

  /**
   * An accelerator with the same folds that reaches a clock by the estimate.
   *
   * @throws CostException that names the stage which cannot
   */
  public static AcceleratorPlan reach(AcceleratorPlan plan, Device device, int megahertz) {
    List<Implementation> implementations = new ArrayList<>();
    for (LayerPlan layer : plan.layers()) {
      implementations.add(
          layer.matrix().isPresent() ? reach(layer, device, megahertz) : Implementation.PORTABLE);
    }
    AcceleratorPlan reached =
        AcceleratorPlan.of(
            plan.network(), plan.layers().stream().map(LayerPlan::fold).toList(), implementations);
    for (LayerPlan layer : reached.layers()) {
      List<TimingPath> paths = LayerTiming.paths(device.family(), layer);
      int most = megahertz(device, paths);
      if (most < megahertz) {
        throw new CostException(
            "%s reaches %d MHz on %s by the estimate, not %d; ask for at most %d MHz, or choose another fold or device"
                .formatted(
                    LayerTiming.slowest(Delays.of(device), paths).name(),
                    most,
                    device.name(),
                    megahertz,
                    most));
      }
    }
    return reached;
  }

  private static int megahertz(Device device, List<TimingPath> paths) {
    Delays delays = Delays.of(device);
    return (int) (1000 / delays.of(LayerTiming.slowest(delays, paths)));
  }
}
