package bitwright.cost.primitive;

import bitwright.cost.Family;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The bits of a constant memory as functions of its address: a column holds one bit of all words.
 *
 * <p>A column is cut into segments of as many words as a LUT holds, which multiplexers choose
 * among. Columns that are constant or bits of the address cost nothing, equal ones are shared, and
 * so are equal segments; segments that are constant or a bit of the address need no LUT.
 */
final class Columns {
  private final Set<BigInteger> columns;
  private final int words;
  private final int segmentWords;
  private final int addressColumns;
  private final Set<BigInteger> segments = new HashSet<>();
  private int[] choices;

  private Columns(Set<BigInteger> columns, int words, int segmentWords, int addressColumns) {
    this.columns = columns;
    this.words = words;
    this.segmentWords = segmentWords;
    this.addressColumns = addressColumns;
  }

  /** The columns of words, none negative, for LUTs of some inputs. */
  static Columns of(List<BigInteger> words, int lutInputs) {
    int width = words.stream().mapToInt(BigInteger::bitLength).max().orElse(0);
    Set<BigInteger> columns = new HashSet<>();
    for (int bit = 0; bit < width; bit++) {
      columns.add(column(words, bit));
    }
    columns.remove(BigInteger.ZERO);
    columns.remove(ones(words.size()));
    int address = 0;
    for (int bit = 0; 1 << bit < words.size(); bit++) {
      address += columns.remove(addressBit(bit, words.size())) ? 1 : 0;
    }
    Columns result = new Columns(columns, words.size(), 1 << lutInputs, address);
    result.cut(lutInputs);
    return result;
  }

  private void cut(int lutInputs) {
    int length = Math.min(segmentWords, words);
    Set<BigInteger> free = new HashSet<>(Set.of(BigInteger.ZERO, ones(length)));
    for (int bit = 0; 1 << bit < length; bit++) {
      free.add(addressBit(bit, length));
    }
    choices = new int[columns.size()];
    int index = 0;
    for (BigInteger column : columns) {
      Set<BigInteger> own = new HashSet<>();
      for (int start = 0; start < words; start += segmentWords) {
        own.add(column.shiftRight(start).and(ones(length)));
      }
      choices[index++] = own.size();
      segments.addAll(own);
    }
    segments.removeAll(free);
  }

  /** Columns that differ from constants, from each other and from bits of the address. */
  int count() {
    return columns.size();
  }

  /** Columns that are bits of the address as they are. */
  int addressBits() {
    return addressColumns;
  }

  /** Distinct segments that need a LUT. */
  int segments() {
    return segments.size();
  }

  /** LUTs that choose among the segments of a column. */
  int selectors(Family family) {
    int all = Luts.ceilDiv(words, segmentWords);
    int luts = 0;
    for (int distinct : choices) {
      luts += distinct == 1 ? 0 : Luts.multiplexer(family, all);
    }
    return luts;
  }

  private static BigInteger column(List<BigInteger> words, int bit) {
    byte[] bits = new byte[words.size() / 8 + 1];
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).testBit(bit)) {
        bits[bits.length - 1 - i / 8] |= (byte) (1 << i % 8);
      }
    }
    return new BigInteger(1, bits);
  }

  private static BigInteger ones(int length) {
    return BigInteger.ONE.shiftLeft(length).subtract(BigInteger.ONE);
  }

  private static BigInteger addressBit(int bit, int words) {
    byte[] bits = new byte[words / 8 + 1];
    for (int i = 0; i < words; i++) {
      bits[bits.length - 1 - i / 8] |= (byte) ((i >> bit & 1) << i % 8);
    }
    return new BigInteger(bits);
  }
}
