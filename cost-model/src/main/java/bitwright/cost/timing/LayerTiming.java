package bitwright.cost.timing;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.ConvPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.LineBufferPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.MovePlan;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.SumPlan;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.arith.plan.WindowPlan;
import bitwright.cost.Family;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Luts;
import bitwright.cost.primitive.Ram;
import bitwright.cost.primitive.Rom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The paths between registers of one layer of an accelerator, one per kind of pipeline stage. */
public final class LayerTiming {
  private final Family family;
  private final LayerPlan plan;
  private final List<TimingPath> paths = new ArrayList<>();

  private LayerTiming(Family family, LayerPlan plan) {
    this.family = family;
    this.plan = plan;
  }

  /** The slowest path between registers of a layer. */
  public static TimingPath slowest(Family family, AcceleratorPlan accelerator, int node) {
    return slowest(family, accelerator.layers().get(node));
  }

  /** The slowest path between registers of a layer, whatever its neighbours. */
  public static TimingPath slowest(Family family, LayerPlan plan) {
    return paths(family, plan).stream()
        .max(Comparator.comparingDouble(TimingPath::delay))
        .orElseThrow();
  }

  /** All paths of a layer. */
  public static List<TimingPath> paths(Family family, AcceleratorPlan accelerator, int node) {
    return paths(family, accelerator.layers().get(node));
  }

  private static List<TimingPath> paths(Family family, LayerPlan plan) {
    LayerTiming timing = new LayerTiming(family, plan);
    timing.path("queue", 2, 0, 0, false);
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
      multiplier(conv.multiplier());
    } else if (plan instanceof PoolPlan pool) {
      window(pool.window());
      int groups = Luts.ceilDiv(pool.layer().patches().windowFormat().bits(), 3);
      path("pool", 3, 1, family.carries(groups), false);
    } else if (plan instanceof SumPlan sum) {
      path("sum", 1, 1, family.carries(sum.layer().accumulatorRange().bits()), false);
    } else if (plan instanceof MovePlan move) {
      buffer(move.buffer(), move.output().bits());
    }
  }

  private void window(WindowPlan window) {
    buffer(window.buffer(), window.lanes() * window.inBits());
  }

  private void buffer(LineBufferPlan buffer, int inBits) {
    if (!buffer.inOrder()) {
      int depth = buffer.depth();
      path("line buffer", 4, 2, 2 * family.carries(Counter.bits(depth)), false);
      boolean block = Ram.inBlocks(family, depth, inBits) && buffer.borders().isEmpty();
      path("line buffer", 1, 0, 0, block);
    }
  }

  private void multiplier(MatrixPlan matrix) {
    boolean block =
        !matrix.unrolled() && weights(matrix).inBlocks()
            || matrix.buffered()
                && Ram.inBlocks(family, matrix.bufferDepth(), matrix.inputs().get(0).bits());
    path("product", productLevels(matrix), matrix.isXnor() ? 0 : 1, 2, block);
    path("accumulator", 2, 1, family.carries(matrix.rawBits()), false);
    matrix.thresholds().ifPresent(this::search);
  }

  private Rom weights(MatrixPlan plan) {
    return new Rom(
        family, IntStream.range(0, plan.weightDepth()).mapToObj(plan::weightWord).toList());
  }

  private static int productLevels(MatrixPlan plan) {
    return plan.isXnor() ? 2 : Luts.ceilLog2(plan.weightBits() + plan.inputBits());
  }

  private void search(ThresholdPlan search) {
    boolean block =
        IntStream.range(0, search.pe())
            .boxed()
            .flatMap(
                pe ->
                    IntStream.range(0, search.stages())
                        .filter(stage -> search.depth(stage) > 1)
                        .mapToObj(stage -> new Rom(family, search.words(pe, stage))))
            .anyMatch(Rom::inBlocks);
    int groups = Luts.ceilDiv(search.range().bits(), 3);
    path("threshold search", 3, 1, family.carries(groups), block);
  }

  private void path(String what, int luts, int chains, int carries, boolean fromBlockRam) {
    String name = what + " of " + plan.layer().name();
    paths.add(new TimingPath(name, luts, chains, carries, fromBlockRam));
  }
}
