package bitwright.cost.timing;

import bitwright.arith.plan.ConcatPlan;
import bitwright.arith.plan.ConvPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.MovePlan;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.SumPlan;
import bitwright.arith.plan.WindowPlan;
import bitwright.cost.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The paths between registers of one layer of an accelerator, one per kind of pipeline stage.
 *
 * <p>Converters and queues between layers are left out: their paths, a counter's end and the enable
 * of registers, are shorter than those of any layer's buffers.
 */
public final class LayerTiming {
  private final Family family;
  private final LayerPlan plan;
  private final List<TimingPath> paths = new ArrayList<>();

  private LayerTiming(Family family, LayerPlan plan) {
    this.family = family;
    this.plan = plan;
  }

  /** The slowest path between registers of a layer, whatever its neighbours. */
  public static TimingPath slowest(Family family, LayerPlan plan) {
    return slowest(Delays.of(family), paths(family, plan));
  }

  /** The clock in MHz, rounded down, that the slowest path of a layer allows. */
  public static int megahertz(Family family, Delays delays, LayerPlan plan) {
    return (int) (1000 / delays.of(slowest(delays, paths(family, plan))));
  }

  /** The slowest of some paths. */
  public static TimingPath slowest(Delays delays, List<TimingPath> paths) {
    return paths.stream().max(Comparator.comparingDouble(delays::of)).orElseThrow();
  }

  /** All paths of a layer, whatever its neighbours. */
  public static List<TimingPath> paths(Family family, LayerPlan plan) {
    LayerTiming timing = new LayerTiming(family, plan);
    timing.units();
    return List.copyOf(timing.paths);
  }

  private void units() {
    if (plan instanceof MatrixPlan matrix) {
      multiplier(matrix);
    } else if (plan instanceof ConvPlan conv) {
      if (!conv.pointwise()) {
        window(conv.window());
      }
      MatrixPlan matrix = conv.multiplier();
      add(
          StageTiming.converter(
              family, matrix.inputBits(), conv.wordElements(), matrix.inputLanes()));
      multiplier(matrix);
    } else if (plan instanceof PoolPlan pool) {
      window(pool.window());
      add(StageTiming.pool(family, pool));
    } else if (plan instanceof SumPlan sum) {
      add(StageTiming.sum(family, sum));
    } else if (plan instanceof ConcatPlan concat) {
      add(StageTiming.concat(family, concat.output().bits(), concat.output().beats()));
      add(StageTiming.queue(family, 2 * concat.output().bits()));
    } else {
      MovePlan move = (MovePlan) plan;
      add(StageTiming.lineBuffer(family, move.buffer(), move.output().bits()));
    }
  }

  private void window(WindowPlan window) {
    add(StageTiming.lineBuffer(family, window.buffer(), window.lanes() * window.inBits()));
  }

  private void multiplier(MatrixPlan matrix) {
    add(StageTiming.matrix(family, matrix));
    matrix.thresholds().ifPresent(t -> add(StageTiming.search(family, t)));
  }

  private void add(List<TimingPath> more) {
    for (TimingPath path : more) {
      paths.add(
          new TimingPath(
              path.name() + " of " + plan.layer().name(),
              path.family(),
              path.source(),
              path.luts(),
              path.chains(),
              path.carryBits(),
              path.enables()));
    }
  }
}
