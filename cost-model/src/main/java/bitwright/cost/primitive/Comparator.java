package bitwright.cost.primitive;

import bitwright.cost.Family;
import java.math.BigInteger;

/** Magnitude comparators {@code a ≥ b}. */
public final class Comparator {
  private static final String VARIABLE = "comparator";
  private static final String CONSTANT = "constant comparator";

  private Comparator() {}

  /**
   * Two variables, signed or not.
   *
   * <p>Xilinx: a pair of LUT6 takes three bits of each operand: one finds them equal (propagate),
   * one finds the first greater (generate); a carry chain joins such groups. Two groups are joined
   * without a chain, in 2 to 4 LUTs, and one group is a LUT alone.
   *
   * <p>iCE40: a carry chain over the difference. A LUT per bit inverts one operand, since the carry
   * cell takes it as it is, and Yosys keeps the LUT of about six in seven chain positions. Up to
   * two bits are three LUTs. Example: 8 bits are 15 LUT4, 17 bits 29 or 30.
   */
  public static Primitive variable(Family family, int bits) {
    Primitive comparator = Primitive.of(VARIABLE);
    if (!family.xilinx()) {
      return bits <= 2
          ? comparator.luts("small", 2 * bits - 1)
          : comparator.luts("bits", 1.85 * bits).carries(bits);
    }
    int groups = Luts.ceilDiv(bits, 3);
    if (groups == 1) {
      return comparator.luts("small", 1);
    }
    if (groups == 2) {
      return comparator.luts("small", bits - 2);
    }
    return comparator.luts("bits", 2 * groups).carries(family.carries(groups));
  }

  /**
   * A variable and one of a few constants that are chosen by the bits of an address.
   *
   * <p>Xilinx: as two variables. iCE40: bits of the threshold that are equal in all words are
   * constants of the chain, and others repeat each other: of two words there is one inverter at
   * most, of four a fifth of the bits have one.
   *
   * @param words how many constants
   */
  public static Primitive chosen(Family family, int bits, int words) {
    if (family.xilinx() || bits <= family.lutInputs()) {
      return variable(family, bits);
    }
    double inverters = words <= 2 ? 0 : words <= 4 ? 0.2 : 0.85;
    return Primitive.of(VARIABLE).luts("chosen", (0.85 + inverters) * bits).carries(bits);
  }

  /**
   * Against a constant.
   *
   * <p>Xilinx: a chain of LUT6, each of which takes five more bits; where more than two chunks of
   * six bits are needed, propagate and generate of six bits each, joined by a carry chain.
   *
   * <p>iCE40: up to four bits are one LUT; more are a carry chain. The carry cell takes the
   * variable and the constant as they are, which leaves a few LUTs for the signs, where the
   * constant has as many bits as the variable (10 bits with 344 or −390: 5 LUT). A shorter one is
   * subtracted the other way round, with an inverter for every bit: 6 for 5 bits, 13 to 15 for 10,
   * 18 for 14.
   *
   * @param constant two's complement
   */
  public static Primitive constant(Family family, int bits, BigInteger constant) {
    Primitive comparator = Primitive.of(CONSTANT);
    if (!family.xilinx()) {
      if (bits <= family.lutInputs()) {
        return comparator.luts("small", 1);
      }
      boolean whole = bits > 6 && constant.bitLength() >= bits - 1;
      return comparator
          .luts(whole ? "whole" : "bits", whole ? 0.5 * bits : 1.35 * bits - 0.7)
          .carries(bits - 2);
    }
    int groups = Luts.ceilDiv(bits, 6);
    return groups <= 2
        ? comparator.luts("small", Luts.chain(family, bits))
        : comparator.luts("bits", 2 * groups).carries(family.carries(groups));
  }
}
