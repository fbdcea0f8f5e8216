package bitwright.cost.timing;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.plan.LineBufferPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.SumPlan;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.cost.Family;
import bitwright.cost.primitive.Ram;
import bitwright.cost.primitive.ThresholdRoms;
import bitwright.cost.primitive.WeightRoms;
import bitwright.cost.timing.TimingPath.Source;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths between registers of the units that the generator builds, a path per kind of stage.
 *
 * <p>On iCE40 a carry chain takes its operands as they are, so an inverted or masked operand costs
 * a LUT before the chain; on Xilinx devices the LUT at its entry does that too.
 */
public final class StageTiming {
  private final Family family;
  private final List<TimingPath> paths = new ArrayList<>();

  private StageTiming(Family family) {
    this.family = family;
  }

  private boolean small() {
    return family.lutInputs() == 4;
  }

  private void path(String name, Source source, int luts, int chains, int bits, int enables) {
    paths.add(new TimingPath(name, family, source, luts, chains, bits, enables));
  }

  private void path(String name, int luts, int chains, int bits) {
    path(name, Source.REGISTER, luts, chains, bits, 0);
  }

  private List<TimingPath> done() {
    return List.copyOf(paths);
  }

  /**
   * A queue of two beats at the end of a unit: whether a beat is taken enables the queue's
   * registers and those of the unit before it.
   *
   * @param registers how many they are, roughly
   */
  static List<TimingPath> queue(Family family, int registers) {
    StageTiming stage = new StageTiming(family);
    stage.path("queue", Source.REGISTER, 1, 0, 0, registers);
    return stage.done();
  }

  /** A queue in a memory. */
  public static List<TimingPath> fifo(Family family, int width, int depth) {
    StageTiming stage = new StageTiming(family);
    boolean block = Ram.inBlocks(family, depth, width);
    stage.path("queue's memory", block ? Source.BLOCK_RAM : Source.REGISTER, 1, 0, 0, 0);
    stage.path("queue's counters", Source.REGISTER, 2, 0, 0, Depth.bits(depth));
    stage.paths.addAll(queue(family, 2 * width));
    return stage.done();
  }

  /** The joints of beats of different size: up to the least common multiple, then down. */
  public static List<TimingPath> converter(Family family, int elementBits, int from, int to) {
    StageTiming stage = new StageTiming(family);
    int multiple = from / BigInteger.valueOf(from).gcd(BigInteger.valueOf(to)).intValue() * to;
    if (multiple > from) {
      int bits = Depth.bits(multiple / from);
      int luts = bits <= 2 ? 1 : 1 + Depth.gate(family, bits);
      stage.path("upsizer", Source.REGISTER, luts, 0, 0, multiple * elementBits);
    }
    if (multiple > to) {
      int luts = Depth.bits(multiple / to) <= 2 ? 1 : 3;
      stage.path("downsizer", Source.REGISTER, luts, 0, 0, multiple * elementBits);
    }
    return stage.done();
  }

  /** The joining of maps: whose turn it is, and whether that one has a beat. */
  public static List<TimingPath> concat(Family family, int width, int beats) {
    StageTiming stage = new StageTiming(family);
    int bits = Depth.bits(beats);
    boolean chain = bits > family.lutInputs();
    stage.path(
        "joining", Source.REGISTER, chain ? 3 : 2, chain ? 1 : 0, chain ? bits : 0, 2 * width);
    return stage.done();
  }

  /** A product of codes alone. */
  public static List<TimingPath> product(Family family, Format a, Format b) {
    StageTiming stage = new StageTiming(family);
    ProductTiming product = ProductTiming.of(family, a, b);
    stage.path("product", product.luts(), product.chains(), product.carryBits());
    return stage.done();
  }

  /** The lanes of a pool, without its window. */
  public static List<TimingPath> pool(Family family, PoolPlan plan) {
    StageTiming stage = new StageTiming(family);
    Format format = plan.layer().patches().windowFormat();
    boolean plain = format instanceof IntegerFormat || format instanceof BipolarFormat;
    int positions = plan.layer().patches().window().positions();
    if (plan.layer().operation() == bitwright.arith.network.PoolLayer.Operation.MAX) {
      stage.path(
          "greatest", Source.REGISTER, stage.small() ? 3 : 2, 1, format.bits(), format.bits());
    } else {
      int image = plain ? 0 : Depth.table(family, format.bits());
      int kept = Depth.gate(family, Depth.bits(positions) + 1);
      int bits = plan.layer().accumulatorRange().bits();
      stage.path("total", Math.max(image, kept), 1, bits);
      plan.thresholds().ifPresent(t -> stage.paths.addAll(search(family, t)));
    }
    int registers = plan.fold().pe() * format.bits() + 2 * plan.output().bits();
    stage.paths.addAll(queue(family, registers));
    return stage.done();
  }

  /** The lanes of a sum: terms by constants, then one map after the other. */
  public static List<TimingPath> sum(Family family, SumPlan plan) {
    StageTiming stage = new StageTiming(family);
    for (int map = 0; map < plan.layer().formats().size(); map++) {
      Format format = plan.layer().formats().get(map);
      int ones = plan.layer().multipliers().get(map).abs().bitCount();
      if (format.bits() <= 6) {
        stage.path("constant product", Depth.table(family, format.bits()), 0, 0);
      } else if (ones > 1) {
        int luts = (stage.small() ? 2 : 1) + Depth.counters(ones);
        stage.path("constant product", luts, 1, format.bits());
      }
    }
    int bits = plan.layer().accumulatorRange().bits();
    stage.path("sum", 0, plan.layer().formats().size() - 1, bits);
    plan.thresholds().ifPresent(t -> stage.paths.addAll(search(family, t)));
    int inputs = plan.layer().formats().stream().mapToInt(Format::bits).sum();
    int registers = plan.fold().pe() * (inputs + bits) + 2 * plan.output().bits();
    stage.paths.addAll(queue(family, registers));
    return stage.done();
  }

  /**
   * A threshold search, stage by stage: a comparison, and with its result the address of the next
   * stage's thresholds, a table where they lie in LUTs.
   */
  public static List<TimingPath> search(Family family, ThresholdPlan plan) {
    StageTiming stage = new StageTiming(family);
    int before = stage.small() ? 1 : 0;
    int sign = plan.range().signed() ? (stage.small() ? 2 : 1) : stage.small() ? 1 : 0;
    boolean block = false;
    for (int k = 0; k < plan.stages(); k++) {
      boolean next = k + 1 < plan.stages();
      boolean nextInBlocks = next && inBlocks(family, plan, k + 1);
      int address = Depth.bits(plan.groups()) * (plan.groups() > 1 ? 1 : 0) + k + 1;
      int after = next ? nextInBlocks ? 0 : Depth.table(family, address) : codes(family, plan);
      int luts = before + (stage.small() ? sign + after : Math.max(sign, after));
      Source source = block ? Source.BLOCK_RAM : Source.REGISTER;
      stage.path("threshold search", source, luts, 1, plan.range().bits() + 1, 0);
      block = nextInBlocks;
    }
    return stage.done();
  }

  /** Ranks to codes: nothing where levels are the codes in order. */
  private static int codes(Family family, ThresholdPlan plan) {
    int directed = plan.anyFalling() ? 1 : 0;
    Format output = plan.output();
    boolean plain = output instanceof IntegerFormat || output instanceof BipolarFormat;
    return plain ? directed : Math.max(directed, Depth.table(family, plan.stages()));
  }

  private static boolean inBlocks(Family family, ThresholdPlan plan, int stage) {
    return plan.inMemory(stage) && ThresholdRoms.of(family, plan, 0, stage).inBlocks();
  }

  /** A matrix-vector unit in portable Verilog or in cells, without its threshold search. */
  static List<TimingPath> matrix(Family family, MatrixPlan plan) {
    StageTiming stage = new StageTiming(family);
    Source words = words(family, plan);
    if (plan.netlist().isPresent()) {
      stage.paths.addAll(
          NetlistTiming.paths(
              "dot product", family, words, plan.netlist().orElseThrow().netlist()));
    } else {
      stage.dotProduct(plan, words);
    }
    if (plan.accumulates()) {
      int kept = Depth.gate(family, Depth.bits(plan.synapseFold()) + 1);
      stage.path("accumulator", kept, 1, plan.rawBits());
    }
    if (plan.buffered()) {
      int counters = Math.max(Depth.bits(plan.synapseFold()), Depth.bits(plan.neuronFold()));
      int bits = plan.inputs().get(0).bits();
      boolean block = Ram.inBlocks(family, plan.bufferDepth(), bits);
      int luts = 2 + (counters > family.lutInputs() - 1 ? 1 : 0) + (block ? 0 : stage.banks(plan));
      int kept = stage.small() ? plan.bufferDepth() * bits : bits;
      stage.path("input buffer", Source.REGISTER, luts, 0, 0, block ? counters : kept);
    }
    stage.paths.addAll(queue(family, registers(plan)));
    return stage.done();
  }

  /**
   * What chooses among the words of a buffer that is not in block memory: flip-flops on iCE40, on
   * Xilinx devices memories of 64 words in look-up tables.
   */
  private int banks(MatrixPlan plan) {
    return small() ? 2 : plan.bufferDepth() > 64 ? 1 : 0;
  }

  /** The registers of its pipeline, which advance together: products, sums and searches. */
  private static int registers(MatrixPlan plan) {
    int products = plan.fold().lanes() * plan.productRange().bits();
    int sums = plan.fold().pe() * plan.rawBits() * (2 + plan.thresholdStages());
    return 2 * products + sums + 2 * plan.output().bits();
  }

  private void dotProduct(MatrixPlan plan, Source words) {
    if (plan.dspPacking().isPresent()) {
      path("packed products", Source.DSP, 1, 1, plan.sumBits(), 0);
      path("operands of products", words, 0, 0, 0, 0);
      return;
    }
    if (plan.isXnor()) {
      int lanes = Math.min(MatrixPlan.POPCOUNT_GROUP, plan.fold().simd());
      path("popcount", words, Depth.popcount(family, lanes), 0, 0, 0);
    } else {
      ProductTiming product =
          ProductTiming.of(family, plan.layer().weights().format(), plan.layer().input());
      path(
          "product",
          words,
          product.luts(),
          product.chains(),
          Math.min(product.carryBits(), plan.rawBits()),
          0);
    }
    if (plan.treeLevels() > 0) {
      path("reduction tree", 0, 1, plan.sumBits());
    }
  }

  /** Where weights and inputs come from: the slower of both memories. */
  private static Source words(Family family, MatrixPlan plan) {
    boolean buffer =
        plan.buffered() && Ram.inBlocks(family, plan.bufferDepth(), plan.inputs().get(0).bits());
    Source source = buffer ? Source.BLOCK_RAM : Source.REGISTER;
    if (plan.unrolled()) {
      return source;
    }
    return switch (plan.implementation().weights()) {
      case LUT -> source;
      case BLOCK -> Source.BLOCK_RAM;
      case ULTRA -> Source.ULTRA_RAM;
      case AUTO -> WeightRoms.of(family, plan).inBlocks() ? Source.BLOCK_RAM : source;
    };
  }

  /**
   * A line buffer: from the ends of loops to the next address, which adds a move and wraps where
   * the depth is no power of two; and from a coordinate or the fill to whether the reader goes on,
   * and to the fill that this leaves.
   */
  static List<TimingPath> lineBuffer(Family family, LineBufferPlan plan, int inBits) {
    StageTiming stage = new StageTiming(family);
    if (!plan.inOrder()) {
      LineBufferPlan.Ring ring = plan.ring();
      int depth = ring.depth();
      int longest =
          plan.nest().loops().stream().mapToInt(l -> Depth.bits(l.turns())).max().orElse(1);
      long turning = plan.nest().loops().stream().filter(l -> l.turns() > 1).count();
      boolean wraps = Integer.bitCount(depth) != 1;
      int moves = Depth.gate(family, longest) + (turning > 2 && stage.small() ? 2 : 1);
      int luts = moves + (wraps ? stage.small() ? 2 : 1 : 0);
      stage.path("line buffer's address", luts, wraps ? 2 : 1, Depth.bits(depth) + 2);
      int ahead = ring.ahead().signedBits();
      if (plan.borders().isEmpty()) {
        stage.path("line buffer's fill", stage.small() ? 4 : 3, 1, ahead);
      } else {
        int coordinate =
            plan.borders().stream().mapToInt(b -> b.range().signedBits()).max().orElse(1);
        stage.path("line buffer's border", stage.small() ? 6 : 3, 2, coordinate + ahead);
      }
      boolean block = Ram.inBlocks(family, depth, inBits);
      stage.path("line buffer's words", block ? Source.BLOCK_RAM : Source.REGISTER, 1, 0, 0, 0);
    }
    stage.paths.addAll(queue(family, 2 * inBits));
    return stage.done();
  }
}
