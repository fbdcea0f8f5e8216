package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.delayed;
import static bitwright.hw.chisel.Logic.pack;
import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.unpack;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Logic.wire;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.plan.DspPacking;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.MemoryKind;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Rom;
import bitwright.hw.chisel.Stream;
import bitwright.hw.operator.Ranged;
import java.util.ArrayList;
import java.util.List;

/**
 * One dense layer: a vector of codes comes in over SF beats of SIMD codes, its product with the
 * weights leaves over NF beats of PE codes (or accumulators), one vector every NF·SF cycles.
 *
 * <p>Where every row has inputs of its own, PE rows side by side take one code each of a word.
 *
 * <p>One enable, the free space of the output queue, advances the whole pipeline: input word and
 * weight word from their memories, products, reduction tree, accumulator, threshold search. {@link
 * MatrixPlan} has every width, depth and stage.
 */
public final class MatrixVectorUnit extends Circuit {
  /** SIMD input codes a beat, SF beats a vector. */
  public final Stream in;

  /** PE output codes or accumulators a beat, NF beats a vector. */
  public final Stream out;

  private final MatrixPlan plan;
  private final Flag advance = wire("advance", flag());

  /** The unit of a layer. */
  public MatrixVectorUnit(MatrixPlan plan) {
    super(moduleName(plan));
    this.plan = plan;
    describe(Descriptions.unit(plan));
    int pes = plan.fold().pe();
    in = streamInput("in", plan.inputs().get(0).bits());
    out = streamOutput("out", pes * plan.outputBits());
    observable(out.valid());
    observable(out.ready());
    observable(out.data());

    Flag read = wire("read", flag());
    Beat words = readInputs(read);
    Bits weights = readWeights(read);
    Beat raws =
        plan.netlist().isPresent() ? sumInCells(words, weights) : sum(multiply(words, weights));
    Beat results = plan.layer().requantizer().isPresent() ? requantize(raws) : accumulators(raws);

    StreamQueue queue = instance("queue", () -> new StreamQueue(out.width()));
    queue.in.valid().set(results.valid);
    queue.in.data().set(pack(results.elements));
    advance.set(queue.in.ready());
    queue.out.to(out);
  }

  /** The module name of a layer's unit. */
  public static String moduleName(MatrixPlan plan) {
    return "Mvu_" + plan.layer().name();
  }

  /** What one stage of the pipeline holds. */
  private record Beat(Flag valid, List<Bits> elements) {}

  /**
   * An input word, from the stream or replayed from the buffer; {@code read} holds in the cycle
   * before it appears.
   */
  private Beat readInputs(Flag read) {
    if (!plan.buffered()) {
      in.ready().set(advance);
      read.set(in.fires());
      Bits word = delayed("input_word", in.data(), advance);
      return new Beat(delayed("input_valid", in.valid(), advance), List.of(word));
    }
    VectorBuffer buffer =
        instance(
            "buffer",
            () -> new VectorBuffer(in.width(), plan.synapseFold(), plan.neuronFoldPerGroup()));
    in.to(buffer.in);
    buffer.advance.set(advance);
    read.set(buffer.available.and(advance));
    Flag valid = delayed("input_valid", buffer.available, advance);
    return new Beat(valid, List.of(buffer.data));
  }

  /** The weight word that belongs to the input word: both appear in the same cycle. */
  private Bits readWeights(Flag read) {
    if (plan.unrolled()) {
      return opaqueConstant("weights", plan.weightWordBits(), plan.weightWord(0));
    }
    Rom rom =
        new Rom(
            "weights",
            plan.weightWordBits(),
            plan.weightDepth(),
            MemoryFiles.weights(plan),
            style(plan.implementation().weights()));
    rom.address.set(Counter.of("weight_address", plan.weightDepth(), read).value());
    rom.enable.set(read);
    return rom.data;
  }

  private static Rom.Style style(MemoryKind kind) {
    return switch (kind) {
      case AUTO -> Rom.Style.AUTO;
      case LUT -> Rom.Style.LUT;
      case BLOCK -> Rom.Style.BLOCK;
      case ULTRA -> throw new IllegalStateException("no plan keeps weights in UltraRAM");
    };
  }

  /** One netlist a PE, with its accumulator where the unit accumulates. */
  private Beat sumInCells(Beat words, Bits weights) {
    List<Bits> rows = unpack(weights, plan.fold().pe());
    Flag valid = valid(words);
    Accumulation control = plan.accumulates() ? new Accumulation(valid) : null;
    List<Bits> sums = new ArrayList<>();
    for (int pe = 0; pe < rows.size(); pe++) {
      CellDotProduct dot =
          new CellDotProduct(
              "dot_" + pe,
              plan,
              rows.get(pe),
              inputs(words, pe),
              advance,
              control == null ? null : control.step,
              control == null ? null : control.later);
      sums.add(dot.sum);
    }
    return new Beat(control == null ? valid : control.done(), sums);
  }

  /** The inputs of a PE. */
  private Bits inputs(Beat words, int pe) {
    Bits word = words.elements.get(0);
    return plan.sideBySide() ? unpack(word, plan.fold().pe()).get(pe) : word;
  }

  /** Whether a dot product is there, {@code dotStages} after its operands. */
  private Flag valid(Beat words) {
    Flag valid = words.valid;
    for (int stage = 0; stage < plan.dotStages(); stage++) {
      valid = delayed("sum_valid_" + stage, valid, advance);
    }
    return valid;
  }

  private Beat multiply(Beat words, Bits weights) {
    List<Bits> rows = unpack(weights, plan.fold().pe());
    List<Bits> sums =
        plan.dspPacking().isPresent()
            ? inDsps(rows, words.elements.get(0), plan.dspGroups())
            : inTables(rows, words);
    return new Beat(valid(words), sums);
  }

  private List<Bits> inTables(List<Bits> rows, Beat words) {
    List<Bits> sums = new ArrayList<>();
    for (int pe = 0; pe < rows.size(); pe++) {
      DotProduct dot = instance("dot_" + pe, () -> new DotProduct(plan));
      dot.enable.set(advance);
      dot.weights.set(rows.get(pe));
      dot.inputs.set(inputs(words, pe));
      sums.add(dot.sum);
    }
    return sums;
  }

  /** Rows in groups that share DSP slices. */
  private List<Bits> inDsps(List<Bits> rows, Bits word, List<DspPacking> groups) {
    Bits inputSum = null;
    if (groups.get(0).bias(0) > 0) {
      InputSum total = instance("input_sum", () -> new InputSum(plan));
      total.enable.set(advance);
      total.inputs.set(word);
      inputSum = total.sum;
    }
    List<Bits> sums = new ArrayList<>();
    int first = 0;
    for (DspPacking packing : groups) {
      List<Bits> some = rows.subList(first, first + packing.lanes());
      DspDotProduct dot = instance("dot_" + first, () -> new DspDotProduct(plan, packing));
      first += packing.lanes();
      dot.enable.set(advance);
      dot.weights.set(pack(some));
      dot.inputs.set(word);
      if (dot.inputSum != null) {
        dot.inputSum.set(inputSum);
      }
      sums.addAll(unpack(dot.sums, some.size()));
    }
    return sums;
  }

  private Beat sum(Beat sums) {
    return plan.accumulates() ? accumulate(sums) : resize(sums);
  }

  /** The control of sums over the SF column groups. */
  private final class Accumulation {
    /** The register takes a sum. */
    final Flag step;

    /** The sum is not the first, which starts the register afresh. */
    final Flag later;

    private final Flag last;

    Accumulation(Flag valid) {
      step = valid.and(advance).named("accumulate");
      Counter column = Counter.of("column", plan.synapseFold(), step);
      later = column.value().any().named("column_later");
      last = valid.and(column.last());
    }

    /** Whether the register holds the last sum. */
    Flag done() {
      return delayed("total_valid", last, advance);
    }
  }

  private Beat accumulate(Beat sums) {
    Accumulation control = new Accumulation(sums.valid);
    List<Bits> totals = new ArrayList<>();
    for (Bits sum : resize(sums).elements) {
      Bits total = register("total_" + totals.size(), bits(plan.rawBits()));
      Bits kept = total.onlyIf(control.later);
      when(control.step, () -> total.set(kept.plus(sum).low(plan.rawBits())));
      totals.add(total);
    }
    return new Beat(control.done(), totals);
  }

  /** Sums of one beat, extended to the width of the raw accumulator where they are narrower. */
  private Beat resize(Beat sums) {
    int width = plan.rawBits();
    List<Bits> raws =
        sums.elements.stream()
            .map(
                sum -> sum.width() == width ? sum : new Ranged(sum, plan.treeRange()).modulo(width))
            .toList();
    return new Beat(sums.valid, raws);
  }

  private Beat requantize(Beat raws) {
    ThresholdSearch search =
        instance("requantizer", () -> new ThresholdSearch(plan.thresholds().orElseThrow()));
    search.enable.set(advance);
    search.inValid.set(raws.valid);
    search.raw.set(pack(raws.elements));
    return new Beat(search.outValid, List.of(search.codes));
  }

  /**
   * The accumulators that the raw ones stand for: 2P − C for a popcount P, else the same number.
   */
  private Beat accumulators(Beat raws) {
    IntegerRange range = plan.rawRange();
    int width = plan.outputBits();
    List<Bits> values = new ArrayList<>();
    for (Bits bits : raws.elements) {
      Ranged raw = new Ranged(bits, range);
      values.add(plan.isXnor() ? matches(raw, width) : raw.modulo(width));
    }
    return new Beat(raws.valid, values);
  }

  private Bits matches(Ranged count, int width) {
    Bits columns = bits(width + 1).constant(plan.layer().columns());
    return count.bits().shiftLeft(1).minus(columns).bits().low(width);
  }
}
