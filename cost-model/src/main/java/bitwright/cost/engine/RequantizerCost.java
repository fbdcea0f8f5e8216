package bitwright.cost.engine;

import bitwright.arith.format.Format;
import bitwright.arith.format.Levels;
import bitwright.arith.plan.LayerPlan;
import bitwright.cost.Resources;
import bitwright.cost.primitive.Comparator;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Rom;
import bitwright.cost.primitive.Table;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/** The binary search among thresholds: memories and comparators, a stage per output bit. */
final class RequantizerCost {

  private RequantizerCost() {}

  /** The threshold memories of all PEs and stages, with the registers of the words read. */
  static Resources memories(LayerPlan plan) {
    Resources cost = Resources.NONE;
    for (int pe = 0; pe < plan.fold().pe(); pe++) {
      for (int stage = 0; stage < plan.thresholdStages(); stage++) {
        cost = cost.plus(memory(plan, pe, stage));
      }
    }
    return cost;
  }

  private static Resources memory(LayerPlan plan, int pe, int stage) {
    int depth = plan.thresholdDepth(stage);
    int width = plan.thresholdWordBits(stage);
    if (depth == 1) {
      return Resources.NONE;
    }
    if (Rom.inBlocks(depth, width)) {
      return Rom.of(java.util.Collections.nCopies(depth, BigInteger.ZERO), width);
    }
    int stageOfWords = stage;
    List<BigInteger> words =
        IntStream.range(0, depth)
            .mapToObj(address -> plan.thresholdWord(pe, stageOfWords, address))
            .toList();
    return Rom.of(words, width);
  }

  /** Comparators, directions, the table from ranks to codes, and the registers between stages. */
  static Resources search(LayerPlan plan) {
    int stages = plan.thresholdStages();
    int pes = plan.fold().pe();
    Resources cost = Counter.of(plan.neuronFold()).plus(Resources.ffs(stages));
    int groupDelays = plan.buffered() ? Math.max(0, stages - 1) : 0;
    cost = cost.plus(Resources.ffs(groupDelays * Counter.bits(plan.neuronFold())));
    return cost.plus(lane(plan, stages).times(pes));
  }

  private static Resources lane(LayerPlan plan, int stages) {
    int bits = plan.thresholdRange().bits();
    Resources cost = Resources.ffs(stages * plan.rawBits() + stages * (stages - 1) / 2);
    for (int stage = 0; stage < stages; stage++) {
      cost =
          cost.plus(
              plan.thresholdDepth(stage) == 1
                  ? Comparator.constant(bits)
                  : Comparator.variable(bits));
    }
    if (plan.anyFalling()) {
      cost = cost.plus(new Resources(stages, stages - 1, 0, 0, 0));
    }
    return cost.plus(codes(plan.layer().output().orElseThrow(), stages));
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
      return Resources.luts(Rom.of(words, format.bits()).lut());
    }
    return Table.of(
        IntStream.range(0, levels.count())
            .mapToObj(r -> BigInteger.valueOf(levels.code(r)))
            .toList(),
        format.bits());
  }
}
