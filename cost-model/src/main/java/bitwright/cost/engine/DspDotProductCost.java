package bitwright.cost.engine;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.plan.DspPacking;
import bitwright.arith.plan.MatrixPlan;
import bitwright.cost.CostException;
import bitwright.cost.Family;
import bitwright.cost.primitive.Adder;
import bitwright.cost.primitive.Luts;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.primitive.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dot products of a layer whose products are packed into DSP slices: those of a few rows share
 * SIMD slices.
 *
 * <p>The products' registers are those of the slices. Where lanes overlap, each lane below the top
 * finds its carry from the lowest bits of two factors (a LUT and a flip-flop) and an XOR; groups of
 * six carries become one more leaf of the row's tree, a LUT a bit. Where weights were raised, the
 * bias times the sum of the inputs, which all rows share, is subtracted last.
 */
public final class DspDotProductCost {

  private DspDotProductCost() {}

  /**
   * The dot products of all rows.
   *
   * @throws CostException on iCE40, whose multipliers of 16 × 16 bits no generated unit uses
   */
  public static Primitive of(Family family, MatrixPlan plan) {
    if (!family.xilinx()) {
      throw new CostException(
          "layer %s multiplies in DSP slices (dsp), for which there is no cost formula on %s; choose lut"
              .formatted(plan.layer().name(), family.title()));
    }
    List<DspPacking> groups = plan.dspGroups();
    Primitive cost = Primitive.of("dsp dot product").dsps(plan.dsps());
    Map<DspPacking, Integer> copies = new LinkedHashMap<>();
    groups.forEach(packing -> copies.merge(packing, 1, Integer::sum));
    for (Map.Entry<DspPacking, Integer> entry : copies.entrySet()) {
      Primitive group = group(family, plan, entry.getKey());
      for (Term term : group.terms()) {
        cost = cost.luts(term.name(), entry.getValue() * term.count());
      }
      cost = cost.ffs(entry.getValue() * group.ff()).carries(entry.getValue() * group.carry());
    }
    return groups.get(0).bias(0) > 0 ? inputSum(family, cost, plan) : cost;
  }

  /** LUTs, flip-flops and carry cells of the rows that share slices. */
  private static Primitive group(Family family, MatrixPlan plan, DspPacking packing) {
    int simd = plan.fold().simd();
    int carries = packing.overlaps() ? (packing.lanes() - 1) * simd : 0;
    Primitive cost = Primitive.of("").luts("carries", 2 * carries).ffs(carries);
    for (int lane = 0; lane < packing.lanes(); lane++) {
      List<IntegerRange> leaves = new ArrayList<>(Collections.nCopies(simd, packing.range(lane)));
      if (lane > 0 && packing.carries()) {
        cost = corrections(cost, packing, simd, leaves);
      }
      Primitive tree = DotProductCost.tree(family, leaves, plan.sumBits());
      int late = plan.treeLevels() - Luts.ceilLog2(leaves.size());
      cost = cost.with("sums", tree).ffs(late * plan.sumBits());
      cost = corrected(family, cost, plan, packing.bias(lane) > 0);
    }
    return cost;
  }

  private static Primitive corrections(
      Primitive before, DspPacking packing, int simd, List<IntegerRange> leaves) {
    Primitive cost = before;
    for (int i = 0; i < simd; i += MatrixPlan.POPCOUNT_GROUP) {
      int size = Math.min(MatrixPlan.POPCOUNT_GROUP, simd - i);
      IntegerRange range =
          packing.inputSigned() ? IntegerRange.of(0, size) : IntegerRange.of(-size, 0);
      cost = cost.luts("corrections", range.bits());
      leaves.add(range);
    }
    return cost;
  }

  private static Primitive corrected(
      Family family, Primitive cost, MatrixPlan plan, boolean biased) {
    if (plan.dotStages() == 1 + plan.treeLevels()) {
      return cost;
    }
    int bits = plan.sumBits();
    Primitive kept = cost.ffs(bits);
    int moved = bits - (plan.weightBits() - 1);
    return biased ? kept.with("bias", Adder.of(family, moved, moved, moved)) : kept;
  }

  private static Primitive inputSum(Family family, Primitive cost, MatrixPlan plan) {
    int bits = plan.inputBits();
    boolean signed = plan.layer().input().levels().min().signum() < 0;
    BigInteger codes = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
    BigInteger least = signed ? codes.negate() : BigInteger.ZERO;
    IntegerRange one = new IntegerRange(least, codes.subtract(BigInteger.ONE));
    int simd = plan.fold().simd();
    int sum = one.times(simd).bits();
    int late = plan.dotStages() - 1 - Luts.ceilLog2(simd);
    return cost.with("input sum", DotProductCost.tree(family, Collections.nCopies(simd, one), sum))
        .ffs(late * sum);
  }
}
