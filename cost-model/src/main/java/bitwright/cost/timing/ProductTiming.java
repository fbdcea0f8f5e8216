package bitwright.cost.timing;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.arith.format.TernaryFormat;
import bitwright.arith.format.WithZeroFormat;
import bitwright.cost.Family;
import bitwright.cost.primitive.Luts;

/**
 * What the product of two codes passes, in portable Verilog.
 *
 * <p>Up to six bits it is a table. Integers are rows of ANDs, levels of 3:2 counters, and a carry
 * chain. Others are a product of significands, a conditional negation (an XOR and a chain), and a
 * 2:1 multiplexer for every bit of the sum of exponents.
 *
 * @param luts look-up tables in series
 * @param chains carry chains in series
 * @param carryBits positions that a carry passes
 */
record ProductTiming(int luts, int chains, int carryBits) {
  private static final int TABLE_BITS = 6;

  /**
   * A factor taken apart.
   *
   * @param significand its bits; 0 where it is always 1
   * @param signed whether a sign stands apart
   * @param exponent the greatest shift
   */
  private record Factor(int significand, boolean signed, int exponent) {

    static Factor of(Format format) {
      if (format instanceof MinifloatFormat m) {
        int greatest = Math.max((m.maxMagnitudeCode() >> m.mantissaBits()) - 1, 0);
        return new Factor(m.mantissaBits() + 1, m.signed(), greatest);
      }
      if (format instanceof PowerOfTwoFormat p) {
        return new Factor(0, true, p.maxExponent());
      }
      if (format instanceof TernaryFormat || format instanceof BipolarFormat b && b.bits() == 1) {
        return new Factor(0, true, 0);
      }
      return format instanceof WithZeroFormat w
          ? of(w.base())
          : new Factor(format.bits(), false, 0);
    }
  }

  static ProductTiming of(Family family, Format a, Format b) {
    if (a.bits() + b.bits() <= TABLE_BITS) {
      return new ProductTiming(Depth.table(family, a.bits() + b.bits()), 0, 0);
    }
    Factor x = Factor.of(a);
    Factor y = Factor.of(b);
    int narrow = Math.min(x.significand, y.significand);
    int wide = Math.max(x.significand, y.significand);
    boolean apart = x.signed || y.signed;
    if (!apart && x.exponent + y.exponent == 0) {
      return integers(family, narrow, wide);
    }
    int significands = narrow <= 1 ? 0 : narrow <= 4 ? narrow - 1 : 2 + Depth.counters(narrow);
    int shifts = Luts.ceilLog2(x.exponent + y.exponent + 1);
    int carryBits = narrow <= 1 ? wide : (narrow + wide) / 2 + 1;
    boolean chain = apart || narrow > 4;
    int exclusive = apart && family.lutInputs() == 4 ? 1 : 0;
    return new ProductTiming(
        (family.lutInputs() == 4 ? significands : Luts.ceilDiv(significands, 2))
            + exclusive
            + Depth.multiplexer(family, shifts),
        chain ? 1 : 0,
        chain ? carryBits : 0);
  }

  /**
   * On iCE40 the correction of inverted terms is one more row of the counters. On Xilinx devices,
   * where a table adds at the entry of every chain, synthesis adds rows in pairs, and a table or
   * two stand between the chains.
   */
  private static ProductTiming integers(Family family, int narrow, int wide) {
    if (family.xilinx()) {
      return new ProductTiming(
          Luts.ceilDiv(narrow, 2), Math.max(1, Luts.ceilLog2(narrow)), narrow + wide + 4);
    }
    return new ProductTiming(2 + Depth.counters(narrow + 1), 1, (narrow + wide) / 2);
  }
}
