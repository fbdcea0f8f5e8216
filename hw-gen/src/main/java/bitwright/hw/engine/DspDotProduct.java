package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.delayed;
import static bitwright.hw.chisel.Logic.lookup;
import static bitwright.hw.chisel.Logic.pack;
import static bitwright.hw.chisel.Logic.unpack;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.plan.DspPacking;
import bitwright.arith.plan.MatrixPlan;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.operator.PackedProducts;
import bitwright.hw.operator.ProductCircuit;
import bitwright.hw.operator.Ranged;
import bitwright.hw.operator.ReductionTree;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The dot products of a few rows with the same SIMD inputs, in SIMD DSP slices, {@code
 * plan.dotStages()} enabled clocks later.
 *
 * <p>A tree per row sums what the slices give, and in groups of six the carries by which that is
 * off. Where weights were raised by a bias, the last stage subtracts the bias times the sum of the
 * inputs.
 */
final class DspDotProduct extends Circuit {
  /** The pipeline advances. */
  final Flag enable;

  /** SIMD weight codes per row, the first row in the lowest bits. */
  final Bits weights;

  /** SIMD input codes, the first in the lowest bits. */
  final Bits inputs;

  /** The sum of the inputs, from {@link InputSum}; null where no row needs it. */
  final Bits inputSum;

  /** One sum per row, modulo 2^{@code plan.sumBits()} each. */
  final Bits sums;

  private final MatrixPlan plan;
  private final DspPacking packing;

  /** Rows of a layer, as many as the packing has lanes. */
  DspDotProduct(MatrixPlan plan, DspPacking packing) {
    super(moduleName(plan, packing));
    this.plan = plan;
    this.packing = packing;
    int simd = plan.fold().simd();
    int lanes = packing.lanes();
    describe(
        "Dot products of %d rows of %d weights of %s with the same inputs of %s, modulo 2^%d, %d enabled clocks later; products in %d DSP slices."
            .formatted(
                lanes,
                simd,
                plan.layer().weights().format().name(),
                plan.layer().input().name(),
                plan.sumBits(),
                plan.dotStages(),
                simd));
    enable = input("enable", flag());
    weights = input("weights", bits(lanes * simd * packing.weightBits()));
    inputs = input("inputs", bits(simd * packing.inputBits()));
    inputSum = packing.bias(0) > 0 ? input("input_sum", bits(InputSum.range(plan).bits())) : null;
    sums = output("sums", bits(lanes * plan.sumBits()));
    List<PackedProducts> columns = multiply(simd);
    List<Bits> results = new ArrayList<>();
    int low = 0;
    for (int lane = 0; lane < lanes; lane++) {
      results.add(corrected(lane, tree(columns, lane, low)));
      low += packing.range(lane).bits();
    }
    sums.set(pack(results));
    int taken = Math.max(0, plan.sumBits() - packing.weightBits() + 1);
    if (inputSum != null && taken < inputSum.width()) {
      unused(inputSum.slice(inputSum.width() - 1, taken));
    }
  }

  private static String moduleName(MatrixPlan plan, DspPacking packing) {
    return "DspDotProduct_%s_%s_x%d_w%d_r%d_s%d"
        .formatted(
            ProductCircuit.identifier(plan.layer().weights().format()),
            ProductCircuit.identifier(plan.layer().input()),
            plan.fold().simd(),
            plan.sumBits(),
            packing.lanes(),
            plan.dotStages());
  }

  private List<PackedProducts> multiply(int simd) {
    List<List<Bits>> rows =
        unpack(weights, packing.lanes()).stream().map(row -> unpack(row, simd)).toList();
    List<Bits> codes = unpack(inputs, simd);
    List<PackedProducts> columns = new ArrayList<>();
    for (int i = 0; i < simd; i++) {
      int column = i;
      PackedProducts products = instance("products_" + i, () -> new PackedProducts(packing));
      products.enable.set(enable);
      products.weights.set(pack(rows.stream().map(row -> row.get(column)).toList()));
      products.input.set(codes.get(i));
      columns.add(products);
    }
    return columns;
  }

  /** The sum of a lane's rows without their carries. */
  private Bits tree(List<PackedProducts> columns, int lane, int low) {
    IntegerRange range = packing.range(lane);
    List<Ranged> leaves = new ArrayList<>();
    List<Bits> carries = new ArrayList<>();
    for (PackedProducts column : columns) {
      leaves.add(new Ranged(column.rows.slice(low + range.bits() - 1, low), range));
      if (column.carries != null && lane > 0) {
        carries.add(column.carries.bit(lane - 1).bits());
      }
    }
    if (!carries.isEmpty()) {
      for (int i = 0; i < carries.size(); i += MatrixPlan.POPCOUNT_GROUP) {
        int end = Math.min(i + MatrixPlan.POPCOUNT_GROUP, carries.size());
        leaves.add(corrections(pack(carries.subList(i, end))));
      }
    }
    Bits sum = ReductionTree.sum(leaves, plan.sumBits(), enable);
    int levels = Integer.SIZE - Integer.numberOfLeadingZeros(leaves.size() - 1);
    for (int level = levels; level < plan.treeLevels(); level++) {
      sum = delayed("late_" + lane, sum, enable);
    }
    return sum;
  }

  /** What a few carries take from the sum, or borrows give back to it: a table. */
  private Ranged corrections(Bits carries) {
    int size = carries.width();
    IntegerRange range =
        packing.inputSigned() ? IntegerRange.of(0, size) : IntegerRange.of(-size, 0);
    BigInteger modulus = BigInteger.ONE.shiftLeft(range.bits());
    List<BigInteger> entries =
        IntStream.range(0, 1 << size)
            .mapToObj(Integer::bitCount)
            .map(n -> BigInteger.valueOf(packing.inputSigned() ? n : -n).mod(modulus))
            .toList();
    return new Ranged(lookup(carries, bits(range.bits()), entries), range);
  }

  private Bits corrected(int lane, Bits sum) {
    if (plan.dotStages() == 1 + plan.treeLevels()) {
      return sum;
    }
    Bits result = sum;
    if (packing.bias(lane) > 0) {
      int width = plan.sumBits();
      Ranged total = new Ranged(inputSum, InputSum.range(plan));
      Bits wide = total.modulo(Math.max(width, inputSum.width()));
      Bits excess = wide.shiftLeft(packing.weightBits() - 1).low(width);
      result = sum.minus(excess).bits().low(width);
    }
    return delayed("sum_" + lane, result, enable);
  }
}
