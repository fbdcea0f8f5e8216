package bitwright.arith.heap;

import bitwright.arith.fabric.Group;
import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistBuilder;
import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.heap.DotProductSpec.Accumulation;
import bitwright.arith.product.Product;
import bitwright.arith.product.ProductRow;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int FEW_TERMS = 6;
  private static final int NEARLY = 25;

  /** How one product enters the heap. */
  @FunctionalInterface
  public interface Term {
    /**
     * Adds the product of a weight and an input to a heap, perhaps with cells of its own.
     *
     * @return the enabled clocks from the codes to the bits in the heap
     */
    int add(
        NetlistBuilder builder, BitHeap heap, List<Net> weight, List<Net> input, Pipeline pipeline);
  }

  /**
   * The leanest netlist of a dot product; built once for each specification. Of ±1 by ±1 it is the
   * number of matches.
   */
  public static DotProductNetlist of(DotProductSpec spec) {
    return BUILT.computeIfAbsent(spec, DotProductNetlist::leanest);
  }

  private static DotProductNetlist leanest(DotProductSpec spec) {
    boolean matches = isSign(spec.weight()) && isSign(spec.input());
    DotProductNetlist leanest = spec.terms() == 1 && !matches ? single(spec) : null;
    for (Term term : leanTerms(spec)) {
      DotProductNetlist built = of(spec, term);
      if (leanest == null || built.netlist.luts() < leanest.netlist.luts()) {
        leanest = built;
      }
    }
    return leanest;
  }

  /** The terms that are leanest, or nearly so, in a few products. */
  private static List<Term> leanTerms(DotProductSpec spec) {
    List<Term> terms = terms(spec.weight(), spec.input());
    if (terms.size() == 1 || spec.terms() <= FEW_TERMS) {
      return terms;
    }
    DotProductSpec few =
        new DotProductSpec(
            spec.weight(), spec.input(), FEW_TERMS, spec.sumBits(), spec.accumulation(), 0);
    int[] luts = terms.stream().mapToInt(term -> of(few, term).netlist.luts()).toArray();
    int least = Arrays.stream(luts).min().getAsInt();
    List<Term> lean = new ArrayList<>();
    for (int i = 0; i < luts.length; i++) {
      if (luts[i] - least <= least / NEARLY) {
        lean.add(terms.get(i));
      }
    }
    return lean;
  }

  private static boolean isSign(Format format) {
    return format instanceof BipolarFormat && format.bits() == 1;
  }

  /** One product needs no heap: its row meets the accumulator. */
  private static DotProductNetlist single(DotProductSpec spec) {
    NetlistBuilder builder = new NetlistBuilder();
    List<Net> weight = builder.input("weights", spec.weight().bits());
    List<Net> input = builder.input("inputs", spec.input().bits());
    builder.group(new Group("p", Group.NONE, Group.NONE, "the product", List.of()));
    Net enable = spec.levels() == 0 ? Net.ONE : builder.input("enable", 1).get(0);
    int absorb =
        switch (spec.accumulation()) {
          case NONE -> Product.ALONE;
          case RESETTABLE -> Product.BESIDE_ACCUMULATOR;
          case GATED -> Product.BESIDE_GATED_ACCUMULATOR;
        };
    ProductRow row =
        Product.of(spec.weight(), spec.input(), absorb)
            .row(builder, weight, input, spec.levels(), spec.lead(), enable);
    if (spec.accumulation() == Accumulation.NONE) {
      List<Net> sum = row.sum(builder, spec.sumBits());
      boolean registered = spec.levels() > 0;
      builder.output("sum", registered ? builder.registers(sum, enable, Net.ZERO) : sum);
      return new DotProductNetlist(builder.build(), row.latency() + (registered ? 1 : 0));
    }
    Net step = builder.input("step", 1).get(0);
    boolean gated = spec.accumulation() == Accumulation.GATED;
    Net other = builder.input(gated ? "keep" : "reset", 1).get(0);
    Net reset = gated ? Net.ZERO : other;
    Net keep = gated ? other : Net.ONE;
    builder.output("sum", row.accumulate(builder, spec.sumBits(), step, reset, keep));
    return new DotProductNetlist(builder.build(), row.latency() + 1);
  }

  private static List<Term> terms(Format weight, Format input) {
    if (!LinearProduct.supports(weight) || !LinearProduct.supports(input)) {
      return ProductTerm.all(weight, input);
    }
    return List.of(
        (builder, heap, w, x, pipeline) -> {
          LinearProduct.add(heap, 0, weight, w, input, x);
          return 0;
        });
  }

  /** The netlist of a dot product with products of another kind. */
  public static DotProductNetlist of(DotProductSpec spec, Term term) {
    NetlistBuilder builder = new NetlistBuilder();
    int weightBits = spec.weight().bits();
    int inputBits = spec.input().bits();
    List<Net> weights = builder.input("weights", spec.terms() * weightBits);
    List<Net> inputs = builder.input("inputs", spec.terms() * inputBits);
    Net enable = spec.levels() == 0 ? Net.ONE : builder.input("enable", 1).get(0);
    codes(builder, "weights", "w", spec.weight());
    codes(builder, "inputs", "x", spec.input());
    Pipeline pipeline = new Pipeline(spec.levels(), spec.lead(), enable);
    BitHeap heap = new BitHeap(spec.sumBits());
    int before = 0;
    for (int i = 0; i < spec.terms(); i++) {
      builder.group(new Group("p", Group.NONE, i, "product of a weight and an input", List.of()));
      before =
          term.add(
              builder,
              heap,
              weights.subList(i * weightBits, (i + 1) * weightBits),
              inputs.subList(i * inputBits, (i + 1) * inputBits),
              pipeline);
    }
    Accumulator accumulator = null;
    if (spec.accumulation() != Accumulation.NONE) {
      Net step = builder.input("step", 1).get(0);
      boolean gated = spec.accumulation() == Accumulation.GATED;
      Net other = builder.input(gated ? "keep" : "reset", 1).get(0);
      accumulator = gated ? Accumulator.gated(step, other) : Accumulator.resettable(step, other);
    }
    HeapSum sum = HeapCompressor.build(builder, heap, pipeline.after(before), accumulator, before);
    builder.output("sum", sum.sum());
    return new DotProductNetlist(builder.build(), before + sum.latency());
  }

  private static void codes(NetlistBuilder builder, String port, String name, Format format) {
    boolean signed = format instanceof IntegerFormat integer && integer.signed();
    builder.codes(port, name, format.bits(), signed);
  }
}
