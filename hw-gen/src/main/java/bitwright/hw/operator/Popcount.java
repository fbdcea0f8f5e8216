package bitwright.hw.operator;

import static bitwright.hw.chisel.Type.bits;

import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Clocking;
import bitwright.hw.chisel.Flag;

/**
 * The number of ones in up to six bits, of full adders.
 *
 * <p>Three bits are a full adder, whose sum and carry are a LUT6 each even where each bit is a
 * match of two. A second one takes the bits after them, and the two numbers of two bits are added
 * in three more LUTs: seven for six matches. A table of the six matches, twelve inputs deep,
 * becomes 9 to 14, depending on all that is around it.
 */
public final class Popcount extends Circuit {
  /** The most bits. */
  public static final int MOST = 6;

  /** The bits to count. */
  public final Bits vector;

  /** How many of them are one. */
  public final Bits count;

  /** A count of {@code width} bits. */
  public Popcount(int width) {
    super("Popcount_" + width, Clocking.NONE);
    if (width < 1 || width > MOST) {
      throw new IllegalArgumentException("a count of %d bits".formatted(width));
    }
    describe("The number of ones among %d bits: full adders.".formatted(width));
    vector = input("vector", bits(width));
    count = output("count", bits(Integer.SIZE - Integer.numberOfLeadingZeros(width)));
    Bits low = few(vector.low(Math.min(width, 3)));
    count.set(width <= 3 ? low : sum(low, few(vector.slice(width - 1, 3))).low(count.width()));
  }

  /** The number of ones among one, two or three bits. */
  private static Bits few(Bits bits) {
    Flag a = bits.bit(0);
    if (bits.width() == 1) {
      return bits;
    }
    Flag b = bits.bit(1);
    if (bits.width() == 2) {
      return a.and(b).bits().above(a.xor(b).bits());
    }
    Flag c = bits.bit(2);
    return majority(a, b, c).bits().above(a.xor(b).xor(c).bits());
  }

  /** The sum of two bits and one or two bits. */
  private static Bits sum(Bits wide, Bits narrow) {
    Flag low = wide.bit(0).xor(narrow.bit(0));
    Flag carry = wide.bit(0).and(narrow.bit(0)).named("carry");
    boolean two = narrow.width() == 2;
    Flag top = wide.bit(1);
    Flag middle = two ? top.xor(narrow.bit(1)).xor(carry) : top.xor(carry);
    Flag high = two ? majority(top, narrow.bit(1), carry) : top.and(carry);
    return high.bits().above(middle.bits()).above(low.bits());
  }

  private static Flag majority(Flag a, Flag b, Flag c) {
    return a.and(b).or(c.and(a.or(b)));
  }
}
