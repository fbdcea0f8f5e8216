package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.wire;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.StreamShape;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Clocking;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Stream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * A whole network: the units of its layers joined by width converters, forks where several layers
 * take one map, and queues where branches meet, between two AXI4-Streams.
 *
 * <p>{@code s_axis} takes the codes of the input quantizer, {@code m_axis} gives the last layer's
 * codes or accumulators; element 0 of a beat is in the lowest bits, and TDATA is padded with zeros
 * to whole bytes. {@code m_axis_tlast} marks the last beat of every image. {@code s_axis_tlast} and
 * the padding of {@code s_axis_tdata} are ignored: images are counted in beats from reset.
 */
public final class AcceleratorTop extends Circuit {

  /** The accelerator of a plan. */
  public AcceleratorTop(String name, AcceleratorPlan plan) {
    super(name, Clocking.AXI);
    describe(Descriptions.accelerator(name, plan));
    Network network = plan.network();
    List<Deque<Stream>> offers = new ArrayList<>();
    offers.add(shared(network, Node.INPUT, "input", input(plan.input().bits())));
    Stream current = null;
    for (int node = 0; node < plan.layers().size(); node++) {
      LayerPlan layer = plan.layers().get(node);
      List<Integer> sources = network.nodes().get(node).sources();
      List<Stream> ins = new ArrayList<>();
      for (int port = 0; port < sources.size(); port++) {
        int source = sources.get(port);
        Stream offer = offers.get(source + 1).removeFirst();
        ins.add(arrive(plan, node, port, offer, plan.source(source).elements()));
      }
      current = LayerUnits.build(this::add, layer, ins);
      offers.add(shared(network, node, layer.layer().name(), current));
    }
    output(current, plan.outputBeats());
  }

  /** The stream of a node, once for each of its consumers. */
  private Deque<Stream> shared(Network network, int node, String name, Stream stream) {
    int consumers = network.consumers(node).size();
    if (consumers < 2) {
      return new ArrayDeque<>(List.of(stream));
    }
    Fork fork = instance("fork_" + name, () -> new Fork(stream.width(), consumers));
    stream.to(fork.in);
    return new ArrayDeque<>(fork.outs);
  }

  /**
   * A stream on its way into a layer: cut as the layer wants it, and queued where branches meet.
   */
  private Stream arrive(AcceleratorPlan plan, int node, int port, Stream offer, int elements) {
    LayerPlan layer = plan.layers().get(node);
    StreamShape wanted = layer.inputs().get(port);
    String suffix = layer.inputs().size() == 1 ? "" : "_" + port;
    String name = layer.layer().name() + suffix;
    Stream cut =
        WidthConverter.convert(
            this::add, "to_" + name, offer, wanted.elementBits(), elements, wanted.elements());
    int depth = plan.queueDepth(node, port);
    if (depth == 0) {
      return cut;
    }
    StreamFifo queue = instance("wait_" + name, () -> new StreamFifo(wanted.bits(), depth));
    cut.to(queue.in);
    return queue.out;
  }

  /** The width of TDATA for beats of {@code bits} bits: whole bytes. */
  public static int dataWidth(int bits) {
    return (bits + 7) / 8 * 8;
  }

  private <C extends Circuit> C add(String name, Supplier<C> circuit) {
    return instance(name, circuit);
  }

  /** {@code s_axis}; it is not ready during reset and in the first cycle after it. */
  private Stream input(int width) {
    Flag valid = input("s_axis_tvalid", flag());
    Flag ready = output("s_axis_tready", flag());
    Bits data = input("s_axis_tdata", bits(dataWidth(width)));
    Flag last = input("s_axis_tlast", flag());
    Flag awake = register("awake", flag(), 0);
    awake.set(true);
    Flag inner = wire("s_ready", flag());
    ready.set(inner.and(awake));
    Bits ignored =
        width == data.width()
            ? last.bits()
            : last.bits().above(data.slice(data.width() - 1, width));
    unused(ignored);
    return new Stream(valid.and(awake), inner, data.low(width));
  }

  private void output(Stream result, int beats) {
    Flag valid = output("m_axis_tvalid", flag());
    Flag ready = input("m_axis_tready", flag());
    Bits data = output("m_axis_tdata", bits(dataWidth(result.width())));
    Flag last = output("m_axis_tlast", flag());
    valid.set(result.valid());
    data.set(result.data());
    result.ready().set(ready);
    last.set(Counter.of("beat", beats, result.valid().and(ready)).last());
  }
}
