package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.delayed;
import static bitwright.hw.chisel.Logic.lookup;
import static bitwright.hw.chisel.Logic.pack;
import static bitwright.hw.chisel.Logic.unpack;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.arith.format.Format;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Rom;
import bitwright.hw.operator.LevelCode;
import bitwright.hw.operator.Ranged;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The requantizer of a layer: raw accumulators to output codes, by binary search among each row's
 * sorted thresholds.
 *
 * <p>For 2^b levels there are b stages. Stage k knows the upper k bits of the rank and reads the
 * one threshold that splits the ranks that are left, from a memory of NF·2^k words per PE at
 * address {@code {row group, rank bits}}; the next bit is {@code raw ≥ threshold}. In rows whose
 * step function falls the rank is inverted. One PE-wide beat a clock, b enabled clocks of latency;
 * the row groups arrive in turn, starting with group 0 after reset.
 */
public final class ThresholdSearch extends Circuit {
  /** The pipeline advances. */
  public final Flag enable;

  /** A beat enters. */
  public final Flag inValid;

  /** One raw accumulator per PE, the first in the lowest bits. */
  public final Bits raw;

  /** A beat leaves. */
  public final Flag outValid;

  /** One output code per PE, the first in the lowest bits. */
  public final Bits codes;

  private final ThresholdPlan plan;

  /** The requantizer of a layer that has one. */
  public ThresholdSearch(ThresholdPlan plan) {
    super("Requantizer_" + plan.layer());
    this.plan = plan;
    describe(Descriptions.requantizer(plan));
    Format output = plan.output();
    int pes = plan.pe();
    enable = input("enable", flag());
    inValid = input("in_valid", flag());
    raw = input("raw", bits(pes * plan.rawBits()));
    outValid = output("out_valid", flag());
    codes = output("codes", bits(pes * output.bits()));

    int stages = plan.stages();
    List<Flag> valid = new ArrayList<>(List.of(inValid));
    Counter group = Counter.of("group", plan.groups(), inValid.and(enable));
    List<Bits> groups = new ArrayList<>(List.of(group.value()));
    for (int stage = 0; stage < stages; stage++) {
      valid.add(delayed("valid_" + stage, valid.get(stage), enable));
      boolean needed = plan.groups() > 1 && stage < stages - 1;
      groups.add(needed ? delayed("group_" + stage, groups.get(stage), enable) : group.value());
    }
    outValid.set(valid.get(stages));
    List<Bits> raws = unpack(raw, pes);
    codes.set(
        pack(
            IntStream.range(0, pes)
                .mapToObj(pe -> search(pe, raws.get(pe), groups, output))
                .toList()));
  }

  private Bits search(int pe, Bits start, List<Bits> groups, Format output) {
    int stages = plan.stages();
    int thresholdBits = plan.range().bits();
    Bits value = start;
    Bits rank = null;
    Bits falling = null;
    for (int stage = 0; stage < stages; stage++) {
      String suffix = "_" + pe + "_" + stage;
      Bits word = word(pe, stage, groups.get(stage), rank);
      value = delayed("raw" + suffix, value, enable);
      Bits threshold = word.low(thresholdBits);
      Flag reached = reached(value, threshold).named("reached" + suffix);
      if (stage == 0 && plan.anyFalling()) {
        falling = word.bit(thresholdBits).bits();
      } else if (falling != null) {
        falling = delayed("falling" + suffix, falling, enable);
      }
      Bits known = rank == null ? null : delayed("rank" + suffix, rank, enable);
      rank = known == null ? reached.bits() : known.above(reached.bits());
    }
    Bits directed = falling == null ? rank : rank.xor(falling.bit(0).repeat(stages));
    LevelCode level = instance("level_" + pe, () -> new LevelCode(output, stages));
    level.rank.set(directed.named("directed_" + pe));
    return level.code;
  }

  private Flag reached(Bits value, Bits threshold) {
    Ranged left = new Ranged(value, plan.rawRange());
    Ranged right = new Ranged(threshold, plan.range());
    return plan.range().signed() ? left.signed().atLeast(right.signed()) : value.atLeast(threshold);
  }

  /** The word of a stage, one enabled clock after its address. */
  private Bits word(int pe, int stage, Bits group, Bits rank) {
    int depth = plan.depth(stage);
    int width = plan.wordBits(stage);
    if (depth == 1) {
      return opaqueConstant("threshold_" + pe + "_" + stage, width, plan.word(pe, stage, 0));
    }
    if (!plan.inMemory(stage)) {
      List<BigInteger> words = plan.words(pe, stage);
      return delayed("threshold_" + pe + "_" + stage, lookup(rank, bits(width), words), enable);
    }
    String file = MemoryFiles.thresholds(plan, pe, stage);
    Rom rom = new Rom("thresholds_" + pe + "_" + stage, width, depth, file);
    rom.address.set(rank == null ? group : plan.groups() > 1 ? group.above(rank) : rank);
    rom.enable.set(enable);
    return rom.data;
  }
}
