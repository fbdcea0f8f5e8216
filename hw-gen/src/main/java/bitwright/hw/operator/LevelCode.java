package bitwright.hw.operator;

import static bitwright.hw.chisel.Logic.lookup;
import static bitwright.hw.chisel.Logic.mux;
import static bitwright.hw.chisel.Type.bits;

import bitwright.arith.format.Format;
import bitwright.arith.format.Levels;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Clocking;
import bitwright.hw.chisel.Flag;
import java.math.BigInteger;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * From the rank of a value among the levels of a format to its code.
 *
 * <p>Codes that are ranks with some bits inverted (unsigned, bipolar and full-range signed
 * integers) cost an exclusive or with a constant. Ranks of at most six bits select from a table,
 * one LUT6 per bit of code. Beyond that sign-magnitude codes, those of signed minifloats, are |rank
 * − n| under the sign of rank − n, with n negative levels.
 */
public final class LevelCode extends Circuit {
  private static final int TABLE_BITS = 6;

  /** The rank, 0 for the least value. */
  public final Bits rank;

  /** The code of that value; unspecified for ranks beyond the greatest. */
  public final Bits code;

  /** The codes of a format by ranks of {@code rankBits} bits. */
  public LevelCode(Format format, int rankBits) {
    super("LevelCode_" + ProductCircuit.identifier(format), Clocking.NONE);
    describe(
        "From a rank to a code of %s: code = the code of the value with that rank among the %d values in"
                .formatted(format.name(), format.levels().count())
            + " ascending order, 0 for the least.");
    rank = input("rank", bits(rankBits));
    code = output("code", bits(format.bits()));
    Levels levels = format.levels();
    int least = levels.code(0);
    int negatives =
        (int) IntStream.range(0, levels.count()).filter(r -> levels.image(r).signum() < 0).count();
    int sign = 1 << (format.bits() - 1);
    if (rankBits == format.bits() && follows(levels, r -> r ^ least)) {
      code.set(least == 0 ? rank : rank.xor(rank.type().constant(least)));
    } else if (rankBits > TABLE_BITS
        && follows(levels, r -> r < negatives ? sign | negatives - r : r - negatives)) {
      code.set(signMagnitude(negatives));
    } else {
      List<BigInteger> codes =
          IntStream.range(0, levels.count())
              .mapToObj(r -> BigInteger.valueOf(levels.code(r)))
              .toList();
      code.set(lookup(rank, code.type(), codes));
    }
  }

  private static boolean follows(Levels levels, IntUnaryOperator codeOfRank) {
    return IntStream.range(0, levels.count())
        .allMatch(r -> levels.code(r) == codeOfRank.applyAsInt(r));
  }

  private Bits signMagnitude(int negatives) {
    int width = code.width() - 1;
    Flag negative = rank.lessThan(rank.type().constant(negatives)).named("negative");
    Bits low = rank.low(width);
    Bits zero = bits(width).constant(negatives % (1 << width));
    Bits above = low.minus(zero).bits().low(width);
    Bits below = zero.minus(low).bits().low(width);
    return negative.bits().above(mux(negative, below, above));
  }
}
