package bitwright.hw.operator;

import static bitwright.hw.chisel.Logic.lookup;
import static bitwright.hw.chisel.Type.bits;

import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Clocking;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The number of ones in a few bits, as a table: up to six bits it takes one LUT6 per bit of count.
 */
public final class Popcount extends Circuit {
  /** The bits to count. */
  public final Bits vector;

  /** How many of them are one. */
  public final Bits count;

  /** A count of {@code width} bits. */
  public Popcount(int width) {
    super("Popcount_" + width, Clocking.NONE);
    describe("The number of ones among %d bits, a table.".formatted(width));
    vector = input("vector", bits(width));
    count = output("count", bits(Integer.SIZE - Integer.numberOfLeadingZeros(width)));
    List<BigInteger> ones =
        IntStream.range(0, 1 << width)
            .mapToObj(v -> BigInteger.valueOf(Integer.bitCount(v)))
            .toList();
    count.set(lookup(vector, count.type(), ones));
  }
}
