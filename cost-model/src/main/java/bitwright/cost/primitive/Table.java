package bitwright.cost.primitive;

import bitwright.cost.Resources;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Constant tables of at most 64 entries: every bit of the entry is one LUT6. */
public final class Table {

  private Table() {}

  /**
   * A table from its entries; the index runs over {@code 0 … entries − 1}.
   *
   * <p>Bits that are constant, that repeat another bit, or that are a bit of the index, cost
   * nothing; a bit that is the inverse of another does, since both are needed.
   *
   * @param entries at most 64 numbers, not negative
   * @param bits bits of an entry
   */
  public static Resources of(List<BigInteger> entries, int bits) {
    if (entries.size() > 1 << Luts.INPUTS) {
      throw new IllegalArgumentException("a table of %d entries".formatted(entries.size()));
    }
    Set<Long> columns = new HashSet<>();
    for (int bit = 0; bit < bits; bit++) {
      columns.add(column(entries, bit));
    }
    columns.remove(0L);
    columns.remove(ones(entries.size()));
    for (int bit = 0; 1 << bit < entries.size(); bit++) {
      columns.remove(indexBit(bit, entries.size()));
    }
    return Resources.luts(columns.size());
  }

  private static long column(List<BigInteger> entries, int bit) {
    long column = 0;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).testBit(bit)) {
        column |= 1L << i;
      }
    }
    return column;
  }

  private static long ones(int size) {
    return size == Long.SIZE ? -1 : (1L << size) - 1;
  }

  private static long indexBit(int bit, int size) {
    long column = 0;
    for (int i = 0; i < size; i++) {
      column |= (long) (i >> bit & 1) << i;
    }
    return column;
  }
}
