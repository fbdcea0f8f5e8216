package bitwright.hw.engine;

import bitwright.arith.network.ConcatLayer;
import bitwright.arith.network.DepthToSpaceLayer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.UpsampleLayer;
import bitwright.arith.plan.ConcatPlan;
import bitwright.arith.plan.ConvPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.MovePlan;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.SumPlan;
import bitwright.arith.plan.WindowPlan;
import bitwright.hw.chisel.Stream;
import java.util.List;

/** The units of a layer: what stands between its input streams and its output stream. */
public final class LayerUnits {

  private LayerUnits() {}

  /** The module whose {@code out} stream is the layer's output. */
  public static String module(LayerPlan plan) {
    if (plan instanceof PoolPlan pool) {
      return PoolUnit.moduleName(pool);
    }
    if (plan instanceof SumPlan sum) {
      return SumUnit.moduleName(sum);
    }
    if (plan instanceof ConcatPlan concat) {
      return ConcatUnit.moduleName(concat.layer().name());
    }
    if (plan instanceof MovePlan move) {
      return MoveUnit.moduleName(move.layer().name());
    }
    return MatrixVectorUnit.moduleName(plan.matrix().orElseThrow());
  }

  /** The instance name of that module in the top module. */
  public static String instance(LayerPlan plan) {
    String kind =
        plan instanceof PoolPlan
            ? "pool"
            : plan instanceof SumPlan
                ? "sum"
                : plan instanceof ConcatPlan ? "concat" : plan instanceof MovePlan ? "move" : "mvu";
    return kind + "_" + plan.layer().name();
  }

  /**
   * Makes the units of a layer in the circuit under construction.
   *
   * @param ins the streams that come in, as {@code plan.inputs()} describes them
   * @return the stream that goes out
   */
  static Stream build(WidthConverter.Instances instances, LayerPlan plan, List<Stream> ins) {
    String name = instance(plan);
    if (plan instanceof MatrixPlan matrix) {
      return multiply(instances, matrix, ins.get(0));
    }
    if (plan instanceof ConvPlan conv) {
      Stream words = conv.pointwise() ? ins.get(0) : window(instances, conv.window(), ins.get(0));
      MatrixPlan matrix = conv.multiplier();
      Stream beats =
          WidthConverter.convert(
              instances,
              "patch_" + conv.layer().name(),
              words,
              matrix.inputBits(),
              conv.wordElements(),
              matrix.inputLanes());
      return multiply(instances, matrix, beats);
    }
    if (plan instanceof PoolPlan pool) {
      PoolUnit unit = instances.add(name, () -> new PoolUnit(pool));
      window(instances, pool.window(), ins.get(0)).to(unit.in);
      return unit.out;
    }
    if (plan instanceof SumPlan sum) {
      SumUnit unit = instances.add(name, () -> new SumUnit(sum));
      connect(ins, unit.ins);
      return unit.out;
    }
    if (plan instanceof ConcatPlan concat) {
      ConcatLayer layer = concat.layer();
      List<Integer> beats =
          layer.inputs().stream().map(map -> map.channels() / concat.fold().pe()).toList();
      ConcatUnit unit =
          instances.add(name, () -> new ConcatUnit(layer.name(), concat.output().bits(), beats));
      connect(ins, unit.ins);
      return unit.out;
    }
    MovePlan move = (MovePlan) plan;
    MoveUnit unit =
        instances.add(
            name,
            () ->
                new MoveUnit(
                    move.layer().name(),
                    move.buffer(),
                    move.fold().pe(),
                    move.outputBits(),
                    what(move.layer())));
    ins.get(0).to(unit.in);
    return unit.out;
  }

  private static Stream multiply(WidthConverter.Instances instances, MatrixPlan plan, Stream in) {
    MatrixVectorUnit unit = instances.add(instance(plan), () -> new MatrixVectorUnit(plan));
    in.to(unit.in);
    return unit.out;
  }

  private static Stream window(WidthConverter.Instances instances, WindowPlan plan, Stream in) {
    SlidingWindow window = instances.add("window_" + plan.name(), () -> new SlidingWindow(plan));
    in.to(window.in);
    return window.out;
  }

  private static void connect(List<Stream> from, List<Stream> to) {
    for (int i = 0; i < from.size(); i++) {
      from.get(i).to(to.get(i));
    }
  }

  private static String what(Layer layer) {
    if (layer instanceof UpsampleLayer up) {
      return "every row %d times, in a row every pixel %d times."
          .formatted(up.rows(), up.columns());
    }
    DepthToSpaceLayer blocks = (DepthToSpaceLayer) layer;
    return "the channels of a pixel become a block of %d x %d pixels, %s."
        .formatted(
            blocks.block(),
            blocks.block(),
            blocks.order() == DepthToSpaceLayer.Order.DCR
                ? "position in the block outside, channel inside"
                : "channel outside, position in the block inside");
  }
}
