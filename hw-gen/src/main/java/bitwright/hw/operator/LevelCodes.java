package bitwright.hw.operator;

import static bitwright.hw.chisel.Logic.lookup;

import bitwright.arith.format.Format;
import bitwright.arith.format.Levels;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * From the rank of a value among the levels of a format to its code. Where the codes are the ranks
 * with some bits inverted (unsigned, bipolar, full-range signed integers) it is an exclusive or
 * with a constant, else a table.
 */
public final class LevelCodes {

  private LevelCodes() {}

  /** The code of the level of this rank. */
  public static Bits code(Format format, Bits rank) {
    Levels levels = format.levels();
    int mask = levels.code(0);
    boolean inverted =
        rank.width() == format.bits()
            && IntStream.range(0, levels.count()).allMatch(r -> levels.code(r) == (r ^ mask));
    if (inverted) {
      return mask == 0 ? rank : rank.xor(rank.type().constant(mask));
    }
    List<BigInteger> codes =
        IntStream.range(0, levels.count())
            .mapToObj(r -> BigInteger.valueOf(levels.code(r)))
            .toList();
    return lookup(rank, Type.bits(format.bits()), codes);
  }
}
