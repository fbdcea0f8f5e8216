package bitwright.cost.engine;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.ConcatPlan;
import bitwright.arith.plan.ConvPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.LineBufferPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.MovePlan;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.StreamShape;
import bitwright.arith.plan.SumPlan;
import bitwright.arith.plan.WindowPlan;
import bitwright.cost.Family;
import bitwright.cost.LayerEstimate;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.timing.LayerTiming;
import java.util.ArrayList;
import java.util.List;

/**
 * One layer of an accelerator, part by part: its units, the converters and queues on the streams
 * that come in, the fork of the stream that goes out, and the stream ends of the network it serves.
 */
public final class LayerCost {
  private final Technology technology;
  private final Family family;
  private final Network network;
  private final int node;
  private final LayerPlan plan;
  private final List<Part> parts = new ArrayList<>();

  private LayerCost(Technology technology, Network network, int node, LayerPlan plan) {
    this.technology = technology;
    family = technology.family();
    this.network = network;
    this.node = node;
    this.plan = plan;
  }

  /** The estimate of a layer. */
  public static LayerEstimate estimate(
      Technology technology, AcceleratorPlan accelerator, int node) {
    LayerPlan plan = accelerator.layers().get(node);
    LayerCost cost = new LayerCost(technology, accelerator.network(), node, plan);
    cost.enter();
    cost.joints(accelerator);
    cost.units();
    cost.leave();
    cost.parts.removeIf(part -> part.resources().equals(Resources.NONE));
    return new LayerEstimate(
        cost.plan.layer().name(),
        cost.parts,
        cost.plan.cyclesPerFrame(),
        LayerTiming.slowest(cost.family, plan),
        cost.plan.matrix().map(MatrixPlan::unrolled).orElse(false));
  }

  /** The parts that depend on no neighbour: all but the converters and queues before the layer. */
  public static List<Part> alone(Technology technology, Network network, int node, LayerPlan plan) {
    LayerCost cost = new LayerCost(technology, network, node, plan);
    cost.enter();
    cost.units();
    cost.leave();
    return List.copyOf(cost.parts);
  }

  private void enter() {
    if (network.consumers(Node.INPUT).get(0) == node) {
      add("input stream", StreamCost.inputStream());
      fork("input fork", Node.INPUT);
    }
  }

  private void joints(AcceleratorPlan accelerator) {
    List<Integer> sources = network.nodes().get(node).sources();
    for (int port = 0; port < sources.size(); port++) {
      StreamShape wanted = plan.inputs().get(port);
      int from = accelerator.source(sources.get(port)).elements();
      add(
          "width converter",
          ConverterCost.of(family, wanted.elementBits(), from, wanted.elements()));
      int depth = accelerator.queueDepth(node, port);
      if (depth > 0) {
        add("branch queue", StreamCost.fifo(family, wanted.bits(), depth));
      }
    }
  }

  private void leave() {
    fork("fork", node);
    if (node == network.nodes().size() - 1) {
      add("output stream", Counter.of(family, plan.output().beats()));
    }
  }

  private void fork(String name, int source) {
    int consumers = network.consumers(source).size();
    if (consumers > 1) {
      add(name, StreamCost.fork(family, consumers));
    }
  }

  private void units() {
    if (plan instanceof MatrixPlan matrix) {
      multiplier(matrix);
    } else if (plan instanceof ConvPlan conv) {
      convolution(conv);
    } else if (plan instanceof PoolPlan pool) {
      window(pool.window());
      parts.addAll(PoolCost.parts(technology, pool));
    } else if (plan instanceof SumPlan sum) {
      parts.addAll(SumCost.parts(technology, sum));
    } else if (plan instanceof ConcatPlan concat) {
      int pe = concat.fold().pe();
      List<Integer> beats =
          concat.layer().inputs().stream().map(MapShape::channels).map(c -> c / pe).toList();
      add("concatenation", StreamCost.concat(family, concat.output().bits(), beats));
    } else {
      MovePlan move = (MovePlan) plan;
      lineBuffer(move.buffer(), move.output().bits(), move.output().bits());
    }
  }

  private void convolution(ConvPlan conv) {
    MatrixPlan matrix = conv.multiplier();
    if (!conv.pointwise()) {
      window(conv.window());
    }
    add(
        "patch converter",
        ConverterCost.of(family, matrix.inputBits(), conv.wordElements(), matrix.inputLanes()));
    multiplier(matrix);
  }

  /** The bits by which elements grow hold the same in all lanes: whether it is the border. */
  private void window(WindowPlan window) {
    int in = window.lanes() * window.inBits();
    lineBuffer(window.buffer(), in, window.outBits() > window.inBits() ? in + 1 : in);
  }

  private void lineBuffer(LineBufferPlan buffer, int inBits, int outBits) {
    add("line buffer", new LineBufferCost(buffer, inBits, outBits).cost(family));
  }

  private void multiplier(MatrixPlan matrix) {
    parts.addAll(new MatrixCost(technology, matrix).parts());
  }

  private void add(String name, Primitive primitive) {
    parts.add(new Part(name, technology.price(primitive)));
  }
}
