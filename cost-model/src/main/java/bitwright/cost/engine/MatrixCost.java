package bitwright.cost.engine;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.heap.DotProductNetlist;
import bitwright.arith.heap.DotProductSpec;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.MemoryKind;
import bitwright.arith.plan.Recent;
import bitwright.cost.CostException;
import bitwright.cost.Family;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.primitive.Accumulator;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.primitive.Rom;
import bitwright.cost.primitive.WeightRoms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A matrix-vector unit, part by part. */
final class MatrixCost {
  private static final Recent<DotKey, List<Part>> DOTS = new Recent<>(2048);
  private static final Recent<ConstantKey, List<Part>> CONSTANTS = new Recent<>(16);
  private static final Recent<NetlistKey, Resources> NETLISTS = new Recent<>(2048);

  private record NetlistKey(Family family, DotProductSpec netlist) {}

  /** What the dot products of weights in a memory depend on. */
  private record DotKey(
      Family family,
      Recent.Same calibration,
      Format weights,
      Format input,
      Fold fold,
      Implementation implementation,
      Optional<DotProductSpec> netlist,
      IntegerRange sums,
      int bits,
      boolean accumulates,
      boolean requantizes) {}

  /** What those of constant weights depend on. */
  private record ConstantKey(
      Family family, Recent.Same calibration, Recent.Same weights, Format input) {}

  private final Technology technology;
  private final Family family;
  private final MatrixPlan plan;
  private final Optional<Rom> weights;
  private final Optional<ResultCost> thresholds;

  /**
   * A unit on a family.
   *
   * @throws CostException if it is made of cells that the family does not have
   */
  MatrixCost(Technology technology, MatrixPlan plan) {
    this.technology = technology;
    family = technology.family();
    Cells cells = plan.implementation().cells();
    if (cells.isNative() && cells != family.cells()) {
      throw new CostException(
          "layer %s is made of %s, which devices of the %s family do not have; choose portable%s"
              .formatted(
                  plan.layer().name(),
                  spelled(cells),
                  family.title(),
                  family.cells().isNative() ? " or " + spelled(family.cells()) : ""));
    }
    this.plan = plan;
    weights = plan.unrolled() ? Optional.empty() : Optional.of(WeightRoms.of(family, plan));
    thresholds = plan.thresholds().map(t -> new ResultCost(technology, t));
  }

  /** As fold files spell it. */
  private static String spelled(Cells cells) {
    return cells.name().toLowerCase(Locale.ROOT);
  }

  /** Its parts, the output queue included. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("input buffer", input()));
    if (weights.isEmpty()) {
      parts.addAll(constants());
    } else {
      Resources memory = technology.price(weights.get().cost());
      Resources address = technology.price(Counter.of(family, plan.weightDepth()));
      parts.add(new Part("weight memory", memory.plus(address)));
      parts.addAll(
          FewWordsCost.applies(family, plan)
              ? ofFewWords()
              : DOTS.get(dotKey(), key -> dotProducts()));
    }
    parts.add(new Part("accumulators", accumulators()));
    thresholds.ifPresent(t -> parts.addAll(t.parts()));
    Primitive queue = StreamQueueCost.of(family, plan.output().bits() - constantBits());
    parts.add(new Part("output queue", technology.price(queue)));
    return parts;
  }

  private DotKey dotKey() {
    return new DotKey(
        family,
        new Recent.Same(technology.calibration()),
        plan.layer().weights().format(),
        plan.layer().input(),
        plan.fold(),
        new Implementation(
            plan.implementation().cells(), plan.implementation().multipliers(), MemoryKind.AUTO),
        plan.netlistSpec(),
        plan.treeRange(),
        plan.rawBits(),
        plan.accumulates(),
        thresholds.isPresent());
  }

  private List<Part> constants() {
    ConstantKey key =
        new ConstantKey(
            family,
            new Recent.Same(technology.calibration()),
            new Recent.Same(plan.layer().weights()),
            plan.layer().input());
    return CONSTANTS.get(
        key,
        k ->
            List.of(
                new Part(
                    "constant products",
                    technology.price(ConstantDotProductCost.products(family, plan))),
                new Part(
                    "reduction tree",
                    technology.price(ConstantDotProductCost.tree(family, plan)))));
  }

  private List<Part> ofFewWords() {
    Resources tree = technology.price(DotProductCost.tree(family, plan));
    return List.of(
        new Part("products", technology.price(FewWordsCost.products(family, plan))),
        new Part("reduction tree", tree.times(plan.fold().pe())));
  }

  /**
   * The dot products of all PEs. Those made of the family's own cells are counted in the netlist
   * that is printed, accumulators included.
   */
  private List<Part> dotProducts() {
    if (plan.dspPacking().isPresent()) {
      Primitive dots = DspDotProductCost.of(family, plan);
      return List.of(new Part("dot products", technology.price(dots)));
    }
    int pes = plan.fold().pe();
    Optional<DotProductSpec> netlist = plan.netlistSpec();
    if (netlist.isPresent()) {
      Resources cells =
          NETLISTS.get(
              new NetlistKey(family, netlist.get()),
              key -> NetlistCost.of(family, DotProductNetlist.of(key.netlist()).netlist()));
      return List.of(new Part("dot products", cells.times(pes)));
    }
    Resources tree = technology.price(DotProductCost.tree(family, plan));
    return List.of(
        new Part("products", products().times(pes)), new Part("reduction tree", tree.times(pes)));
  }

  /** The products of one PE with their registers. */
  private Resources products() {
    if (plan.isXnor()) {
      return technology.price(DotProductCost.counts(family, plan));
    }
    Resources product = technology.price(DotProductCost.product(family, plan));
    return product.times(plan.fold().simd());
  }

  private Resources input() {
    int width = plan.inputs().get(0).bits();
    if (!plan.buffered()) {
      return Resources.ffs(width + 1);
    }
    Primitive buffer =
        VectorBufferCost.of(family, width, plan.synapseFold(), plan.neuronFoldPerGroup());
    return technology.price(buffer).plusFfs(1);
  }

  /** The lowest bit of 2P − C, for each PE, where popcounts P leave the network. */
  private int constantBits() {
    return thresholds.isEmpty() && plan.isXnor() ? plan.fold().pe() : 0;
  }

  /**
   * Accumulators with the counter of column groups, and the valid bits of the pipeline. Where
   * popcounts P leave the network, 2P − C is a chain with a constant, which takes no LUT.
   */
  private Resources accumulators() {
    int pes = plan.fold().pe();
    Resources cost = Resources.ffs(plan.dotStages() + (plan.accumulates() ? 1 : 0));
    if (plan.accumulates()) {
      if (plan.netlist().isEmpty()) {
        Primitive accumulator = Accumulator.of(family, plan.rawBits(), plan.treeRange().signed());
        cost = cost.plus(technology.price(accumulator).times(pes));
      }
      cost =
          cost.plus(technology.price(Counter.of(family, plan.synapseFold())))
              .plus(Resources.luts(3));
    }
    if (thresholds.isEmpty() && plan.isXnor()) {
      int bits = plan.outputBits() - 1;
      int luts = family.xilinx() ? 0 : bits;
      cost = cost.plus(Resources.logic(luts, family.carries(bits)).times(pes));
    }
    return cost;
  }
}
