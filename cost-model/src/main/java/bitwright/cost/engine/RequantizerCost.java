package bitwright.cost.engine;

import bitwright.arith.format.Format;
import bitwright.arith.format.Levels;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.cost.Family;
import bitwright.cost.primitive.Comparator;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.primitive.Rom;
import bitwright.cost.primitive.Table;
import bitwright.cost.primitive.ThresholdRoms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The binary search among thresholds: memories and comparators, a stage per output bit. */
public final class RequantizerCost {
  private static final int TABLE_ENTRIES = 64;

  private RequantizerCost() {}

  /** The threshold memories of all PEs and stages; stages with one threshold have none. */
  static List<Rom> memories(Family family, ThresholdPlan plan) {
    List<Rom> memories = new ArrayList<>();
    for (int pe = 0; pe < plan.pe(); pe++) {
      for (int stage = 0; stage < plan.stages(); stage++) {
        if (plan.depth(stage) > 1) {
          memories.add(ThresholdRoms.of(family, plan, pe, stage));
        }
      }
    }
    return memories;
  }

  /** The counter of row groups and the valid bits, for all lanes together. */
  public static Primitive control(Family family, ThresholdPlan plan) {
    int stages = plan.stages();
    int delays = plan.groups() > 1 ? Math.max(0, stages - 1) : 0;
    return Primitive.of("threshold control")
        .with("counter", Counter.of(family, plan.groups()))
        .ffs(stages + delays * Counter.bits(plan.groups()));
  }

  /**
   * The lane of a PE: a comparator per stage, directions, the table from ranks to codes, and the
   * registers of accumulator and rank between stages.
   */
  public static Primitive lane(Family family, ThresholdPlan plan, int pe) {
    int bits = plan.range().bits();
    int stages = plan.stages();
    Primitive lane =
        Primitive.of("threshold search").ffs(stages * plan.rawBits() + stages * (stages - 1) / 2);
    for (int stage = 0; stage < stages; stage++) {
      lane =
          plan.depth(stage) == 1
              ? lane.with("constant", constant(family, plan, pe, stage))
              : lane.with(
                  plan.depth(stage) <= 4 && !family.xilinx() ? "few" : "variable",
                  Comparator.chosen(family, bits, plan.depth(stage)));
    }
    if (plan.anyFalling()) {
      lane = lane.luts("directions", stages).ffs(stages - 1);
    }
    return lane.with("codes", codes(family, plan.output(), stages));
  }

  private static Primitive constant(Family family, ThresholdPlan plan, int pe, int stage) {
    int bits = plan.range().bits();
    BigInteger word = plan.word(pe, stage, 0).mod(BigInteger.ONE.shiftLeft(bits));
    boolean negative = plan.range().signed() && word.testBit(bits - 1);
    BigInteger threshold = negative ? word.subtract(BigInteger.ONE.shiftLeft(bits)) : word;
    return Comparator.constant(family, bits, threshold);
  }

  /** The table from ranks to codes; free where codes are ranks with some bits inverted. */
  private static Primitive codes(Family family, Format format, int stages) {
    Levels levels = format.levels();
    int mask = levels.code(0);
    boolean inverted =
        stages == format.bits()
            && IntStream.range(0, levels.count()).allMatch(r -> levels.code(r) == (r ^ mask));
    if (inverted) {
      return Primitive.of("");
    }
    List<BigInteger> codes =
        IntStream.range(0, levels.count())
            .mapToObj(r -> BigInteger.valueOf(levels.code(r)))
            .toList();
    return levels.count() > TABLE_ENTRIES
        ? Primitive.of("").luts("", new Rom(family, codes).tables().luts())
        : Table.of(family, codes, format.bits());
  }
}
