package bitwright.cost.engine;

import bitwright.arith.format.Format;
import bitwright.arith.format.Levels;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.cost.Resources;
import bitwright.cost.primitive.Comparator;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Rom;
import bitwright.cost.primitive.Table;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The binary search among thresholds: memories and comparators, a stage per output bit. */
final class RequantizerCost {

  private RequantizerCost() {}

  /** The threshold memories of all PEs and stages; stages with one threshold have none. */
  static List<Rom> memories(ThresholdPlan plan) {
    List<Rom> memories = new ArrayList<>();
    for (int pe = 0; pe < plan.pe(); pe++) {
      for (int stage = 0; stage < plan.stages(); stage++) {
        if (plan.depth(stage) > 1) {
          memories.add(new Rom(plan.words(pe, stage)));
        }
      }
    }
    return memories;
  }

  /** Comparators, directions, the table from ranks to codes, and the registers between stages. */
  static Resources search(ThresholdPlan plan) {
    int stages = plan.stages();
    int pes = plan.pe();
    Resources cost = Counter.of(plan.groups()).plus(Resources.ffs(stages));
    int groupDelays = plan.groups() > 1 ? Math.max(0, stages - 1) : 0;
    cost = cost.plus(Resources.ffs(groupDelays * Counter.bits(plan.groups())));
    return cost.plus(lane(plan, stages).times(pes));
  }

  private static Resources lane(ThresholdPlan plan, int stages) {
    int bits = plan.range().bits();
    Resources cost = Resources.ffs(stages * plan.rawBits() + stages * (stages - 1) / 2);
    for (int stage = 0; stage < stages; stage++) {
      cost =
          cost.plus(plan.depth(stage) == 1 ? Comparator.constant(bits) : Comparator.variable(bits));
    }
    if (plan.anyFalling()) {
      cost = cost.plus(new Resources(stages, stages - 1, 0, 0, 0));
    }
    return cost.plus(codes(plan.output(), stages));
  }

  /** The table from ranks to codes; free where codes are ranks with some bits inverted. */
  private static Resources codes(Format format, int stages) {
    Levels levels = format.levels();
    int mask = levels.code(0);
    boolean inverted =
        stages == format.bits()
            && IntStream.range(0, levels.count()).allMatch(r -> levels.code(r) == (r ^ mask));
    if (inverted) {
      return Resources.NONE;
    }
    if (levels.count() > 64) {
      List<BigInteger> words =
          IntStream.range(0, levels.count())
              .mapToObj(r -> BigInteger.valueOf(levels.code(r)))
              .toList();
      return Resources.luts(new Rom(words).resources().lut());
    }
    return Table.of(
        IntStream.range(0, levels.count())
            .mapToObj(r -> BigInteger.valueOf(levels.code(r)))
            .toList(),
        format.bits());
  }
}
