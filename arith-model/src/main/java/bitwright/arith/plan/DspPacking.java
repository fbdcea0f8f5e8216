package bitwright.arith.plan;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.IntegerRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Several products of narrow integers with one common factor in one signed 25 × 18-bit multiplier,
 * that of a DSP48E1; the 27 × 18 bits of a DSP48E2 hold it too. It follows Xilinx's white papers
 * WP486 (two INT8 products) and WP521 (four INT4 products), without a pre-adder.
 *
 * <p>Lane i of n holds the weight of another row at bit i·L of the wide factor; the narrow factor
 * is the input a that all rows share. Let m and k be the bits of a weight and of an input.
 *
 * <p><b>Packing is concatenation.</b> The top lane is the weight itself, whose sign is that of the
 * wide factor. Signed weights below it enter as w' = w + 2^(m−1), which inverts their sign bit, so
 * no lane borrows from the next one: the wide factor is {@code Σ w'_i·2^(iL)}, exact in (n−1)·L + m
 * bits, one more for unsigned weights. The sum of n products per column then exceeds the sum wanted
 * by 2^(m−1)·Σa, the same in all biased rows.
 *
 * <p><b>Extraction.</b> The product is {@code P = Σ p_i·2^(iL)} with p_i = w'_i·a. Let c_0 = 0 and
 * c_(i+1) = ⌊(p_i + c_i) / 2^L⌋. Then the L bits of P from i·L are f_i = (p_i + c_i) mod 2^L, so
 *
 * <pre>{@code
 * p_i = f_i + 2^L·c_(i+1) − c_i, and in the top lane p_(n−1) = ⌊P / 2^((n−1)L)⌋ − c_(n−1).
 * }</pre>
 *
 * <p>With unsigned a, 0 ≤ p_i + c_i ≤ (2^m−1)(2^k−1) + 1 &lt; 2^(m+k); with signed a, −2^(m+k−1) ≤
 * p_i + c_i &lt; 2^(m+k−1). So for L = m + k − 1 a carry c is 0 or 1 with unsigned a, 0 or −1 with
 * signed a, and its magnitude is one bit: the lowest bit of f_(i+1) differs from that of p_(i+1),
 * which is {@code w_(i+1)[0] & a[0]}. For L = m + k, c is always 0 with unsigned a, and with signed
 * a its magnitude is the top bit of f_i. The closer spacing is used where more lanes fit that way.
 *
 * <p>Worked example: int4 weights and uint4 inputs, L = 7, n = 4 and 21 + 4 = 25 bits. Weights −8,
 * 7, 0, 3 from lane 0 on and a = 15: w' = 0, 15, 8, and 3 on top; p = 0, 225, 120, 45; P = 225·2^7
 * + 120·2^14 + 45·2^21; f = 0, 97, 121, 45 with c = 0, 0, 1, 0.
 *
 * @param weightBits m, 2 to 8
 * @param weightSigned whether weights are in two's complement
 * @param inputBits k, 2 to 8
 * @param inputSigned whether inputs are in two's complement
 * @param lanes n, the products in one multiplier
 */
public record DspPacking(
    int weightBits, boolean weightSigned, int inputBits, boolean inputSigned, int lanes) {

  /** The fewest bits of a product for which Yosys takes a slice (DSP_Y_MINWIDTH of its flows). */
  public static final int LEAST_PRODUCT = 9;

  private static final int WIDE_FACTOR = 25;
  private static final int MOST_BITS = 8;
  private static final IntegerRange CARRY = IntegerRange.of(0, 1);
  private static final IntegerRange BORROW = IntegerRange.of(-1, 0);

  /** Checks that the lanes fit. */
  public DspPacking {
    if (lanes < 1 || lanes > most(weightBits, weightSigned, inputBits)) {
      throw new IllegalArgumentException(
          "%d lanes of %d × %d bits do not fit into a multiplier of %d × 18 bits"
              .formatted(lanes, weightBits, inputBits, WIDE_FACTOR));
    }
  }

  /** The packing with the most lanes; nothing unless both are integers of 2 to 8 bits. */
  public static Optional<DspPacking> of(Format weight, Format input) {
    if (weight instanceof IntegerFormat w
        && input instanceof IntegerFormat x
        && Math.max(w.bits(), x.bits()) <= MOST_BITS
        && Math.min(w.bits(), x.bits()) >= 2) {
      int lanes = most(w.bits(), w.signed(), x.bits());
      return Optional.of(new DspPacking(w.bits(), w.signed(), x.bits(), x.signed(), lanes));
    }
    return Optional.empty();
  }

  private static int most(int weightBits, boolean weightSigned, int inputBits) {
    return Math.max(
        fitting(weightBits, weightSigned, weightBits + inputBits),
        fitting(weightBits, weightSigned, weightBits + inputBits - 1));
  }

  private static int fitting(int weightBits, boolean weightSigned, int spacing) {
    return (WIDE_FACTOR - (weightSigned ? 0 : 1) - weightBits) / spacing + 1;
  }

  /** The same operands with fewer lanes. */
  public DspPacking with(int fewer) {
    return new DspPacking(weightBits, weightSigned, inputBits, inputSigned, fewer);
  }

  /**
   * The packings of some rows: as few multipliers a column as hold them all, the rows spread
   * evenly, the fuller ones first. Example: of four lanes, five rows take three and two.
   */
  public List<DspPacking> share(int rows) {
    int groups = (rows + lanes - 1) / lanes;
    return IntStream.range(0, groups)
        .mapToObj(group -> with((rows - group + groups - 1) / groups))
        .toList();
  }

  /**
   * The bits of the product that are used. Synthesis makes products of fewer than {@link
   * #LEAST_PRODUCT} bits of look-up tables, whatever is asked for.
   */
  public int productBits() {
    return (lanes - 1) * spacing() + range(lanes - 1).bits();
  }

  /** L, the bits from one lane to the next. */
  public int spacing() {
    return weightBits + inputBits - (overlaps() ? 1 : 0);
  }

  /** Whether a product is one bit wider than its lane. */
  public boolean overlaps() {
    int apart = fitting(weightBits, weightSigned, weightBits + inputBits);
    return most(weightBits, weightSigned, inputBits) > apart;
  }

  /** Whether a lane may carry into the next one or borrow from it. */
  public boolean carries() {
    return overlaps() || inputSigned;
  }

  /** What the weight of a lane is raised by: 2^(m−1) for signed weights below the top lane. */
  public int bias(int lane) {
    return weightSigned && lane < lanes - 1 ? 1 << (weightBits - 1) : 0;
  }

  /** The range of p_i + c_i: what a lane of the product holds. */
  public IntegerRange range(int lane) {
    boolean top = lane == lanes - 1;
    IntegerRange weight = codes(weightBits, weightSigned && top);
    IntegerRange product = weight.times(codes(inputBits, inputSigned));
    return lane == 0 || !carries() ? product : product.plus(inputSigned ? BORROW : CARRY);
  }

  private static IntegerRange codes(int bits, boolean signed) {
    return signed
        ? IntegerRange.of(-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
        : IntegerRange.of(0, (1 << bits) - 1);
  }

  /** The bits of the wide factor, signed. */
  public int wideBits() {
    return (lanes - 1) * spacing() + weightBits + (weightSigned ? 0 : 1);
  }

  /** The bits of the narrow factor, signed. */
  public int narrowBits() {
    return inputBits + (inputSigned ? 0 : 1);
  }

  /** The wide factor for one weight code per lane, as a signed number. */
  public long wide(int... codes) {
    long factor = 0;
    for (int lane = lanes - 1; lane >= 0; lane--) {
      boolean negative = weightSigned && (codes[lane] >> (weightBits - 1) & 1) == 1;
      long weight = codes[lane] - (negative ? 1L << weightBits : 0);
      factor += (weight + bias(lane)) << (lane * spacing());
    }
    return factor;
  }

  /**
   * The products of the biased weights that a product of factors holds.
   *
   * @param product of the two factors
   * @param codes the weight codes, one per lane
   * @param input the input code
   */
  public long[] products(long product, int[] codes, int input) {
    long[] products = new long[lanes];
    long carryIn = 0;
    for (int lane = 0; lane < lanes; lane++) {
      long shifted = product >> (lane * spacing());
      if (lane == lanes - 1) {
        products[lane] = shifted - carryIn;
        break;
      }
      long field = shifted & ((1L << spacing()) - 1);
      long carryOut = 0;
      if (overlaps()) {
        carryOut = (product >> ((lane + 1) * spacing()) & 1) ^ (codes[lane + 1] & input & 1);
      } else if (inputSigned) {
        carryOut = field >> (spacing() - 1);
      }
      carryOut = inputSigned ? -carryOut : carryOut;
      products[lane] = field + (carryOut << spacing()) - carryIn;
      carryIn = carryOut;
    }
    return products;
  }
}
