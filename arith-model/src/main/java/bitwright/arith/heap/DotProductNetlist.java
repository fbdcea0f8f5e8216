package bitwright.arith.heap;

import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistBuilder;
import bitwright.arith.heap.DotProductSpec.Accumulation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The dot product of one PE as a netlist: one heap of all its partial products, and of the
 * accumulator where it has one.
 *
 * <p>Ports: {@code weights} and {@code inputs}, code i at bit {@code i · bits} of each; {@code
 * enable} if it is pipelined, the clock enable of the pipeline; {@code step} and {@code reset} or
 * {@code keep} if it accumulates, taken {@code latency − 1} enabled clocks after the operands;
 * {@code sum}, {@code latency} enabled clocks after them.
 *
 * @param netlist the netlist
 * @param latency the enabled clocks from the operands to the sum
 */
public record DotProductNetlist(Netlist netlist, int latency) {
  private static final Map<DotProductSpec, DotProductNetlist> BUILT = new ConcurrentHashMap<>();

  /** How one product enters the heap. */
  @FunctionalInterface
  public interface Term {
    /** Adds the product of a weight and an input to a heap, perhaps with cells of its own. */
    void add(NetlistBuilder builder, BitHeap heap, List<Net> weight, List<Net> input);
  }

  /**
   * The netlist of a dot product of formats that {@link LinearProduct} supports; built once for
   * each specification. Of ±1 by ±1 it is the number of matches.
   */
  public static DotProductNetlist of(DotProductSpec spec) {
    return BUILT.computeIfAbsent(
        spec,
        key ->
            of(
                key,
                (builder, heap, weight, input) ->
                    LinearProduct.add(heap, 0, key.weight(), weight, key.input(), input)));
  }

  /** The netlist of a dot product with products of another kind. */
  public static DotProductNetlist of(DotProductSpec spec, Term term) {
    NetlistBuilder builder = new NetlistBuilder();
    int weightBits = spec.weight().bits();
    int inputBits = spec.input().bits();
    List<Net> weights = builder.input("weights", spec.terms() * weightBits);
    List<Net> inputs = builder.input("inputs", spec.terms() * inputBits);
    Net enable = spec.levels() == 0 ? Net.ONE : builder.input("enable", 1).get(0);
    BitHeap heap = new BitHeap(spec.sumBits());
    for (int i = 0; i < spec.terms(); i++) {
      term.add(
          builder,
          heap,
          weights.subList(i * weightBits, (i + 1) * weightBits),
          inputs.subList(i * inputBits, (i + 1) * inputBits));
    }
    Pipeline pipeline = new Pipeline(spec.levels(), enable);
    HeapSum sum;
    if (spec.accumulation() == Accumulation.NONE) {
      sum = HeapCompressor.sum(builder, heap, pipeline);
    } else {
      Net step = builder.input("step", 1).get(0);
      boolean gated = spec.accumulation() == Accumulation.GATED;
      Net other = builder.input(gated ? "keep" : "reset", 1).get(0);
      Accumulator accumulator =
          gated ? Accumulator.gated(step, other) : Accumulator.resettable(step, other);
      sum = HeapCompressor.accumulate(builder, heap, pipeline, accumulator);
    }
    builder.output("sum", sum.sum());
    return new DotProductNetlist(builder.build(), sum.latency());
  }
}
