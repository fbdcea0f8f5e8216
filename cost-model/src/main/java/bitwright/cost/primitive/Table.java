package bitwright.cost.primitive;

import bitwright.cost.Family;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Constant tables of at most 64 entries: every bit of the entry is one LUT6, or a few LUT4. */
public final class Table {
  private static final String NAME = "table";
  private static final int MOST = 64;

  private Table() {}

  /**
   * A table from its entries; the index runs over {@code 0 … entries − 1}.
   *
   * <p>Bits that are constant, that repeat another bit, or that are a bit of the index, cost
   * nothing; a bit that is the inverse of another does, since both are needed. In LUT4 the bits of
   * more than 16 entries share the tables into which they decompose ({@link SmallFunctions}).
   *
   * @param entries at most 64 numbers, not negative
   * @param bits bits of an entry
   */
  public static Primitive of(Family family, List<BigInteger> entries, int bits) {
    if (entries.size() > MOST) {
      throw new IllegalArgumentException("a table of %d entries".formatted(entries.size()));
    }
    List<BigInteger> kept = new ArrayList<>();
    BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    entries.forEach(entry -> kept.add(entry.and(mask)));
    Columns columns = Columns.of(kept, family.lutInputs());
    int index = Luts.ceilLog2(entries.size());
    return index > family.lutInputs()
        ? Primitive.of(NAME).luts("functions", SmallFunctions.luts(index, columns.functions()))
        : Primitive.of(NAME).luts("parts", columns.segments());
  }
}
