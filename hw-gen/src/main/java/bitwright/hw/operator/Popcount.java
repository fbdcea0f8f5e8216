package bitwright.hw.operator;

import static bitwright.hw.chisel.Logic.lookup;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.plan.LayerPlan;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts of ones in groups of six bits, the leaves of a popcount tree: one LUT6 per bit of count.
 */
public final class Popcount {

  private Popcount() {}

  /**
   * The number of ones in each group of {@link LayerPlan#POPCOUNT_GROUP} bits, the last group being
   * perhaps smaller.
   */
  public static List<Ranged> groups(Bits vector) {
    List<Ranged> counts = new ArrayList<>();
    for (int low = 0; low < vector.width(); low += LayerPlan.POPCOUNT_GROUP) {
      int high = Math.min(low + LayerPlan.POPCOUNT_GROUP, vector.width()) - 1;
      counts.add(count(vector.slice(high, low)));
    }
    return counts;
  }

  private static Ranged count(Bits group) {
    IntegerRange range = IntegerRange.of(0, group.width());
    List<BigInteger> ones =
        IntStream.range(0, 1 << group.width())
            .mapToObj(code -> BigInteger.valueOf(Integer.bitCount(code)))
            .toList();
    return new Ranged(lookup(group, Type.bits(range.bits()), ones), range);
  }
}
