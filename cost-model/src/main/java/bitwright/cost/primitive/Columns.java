package bitwright.cost.primitive;

import bitwright.cost.Family;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The bits of a constant memory as functions of its address: a column holds one bit of all words.
 *
 * <p>A column is cut into segments of as many words as a LUT holds, which multiplexers choose
 * among. Columns that are constant or bits of the address cost nothing, equal ones are shared, and
 * so are equal segments; segments that are constant or a bit of the address need no LUT.
 */
final class Columns {
  private final int words;
  private final int segmentWords;
  private int count;
  private int addressColumns;
  private int segments;
  private int chosen;
  private final List<Long> functions = new ArrayList<>();

  private Columns(int words, int segmentWords) {
    this.words = words;
    this.segmentWords = segmentWords;
  }

  /** The columns of words, none negative, for LUTs of some inputs. */
  static Columns of(List<BigInteger> words, int lutInputs) {
    return of(WordColumns.of(words), lutInputs);
  }

  /** Of columns, for LUTs of at most 6 inputs. */
  static Columns of(WordColumns columns, int lutInputs) {
    Columns result = new Columns(columns.words(), 1 << lutInputs);
    result.count(columns);
    return result;
  }

  private void count(WordColumns columns) {
    long[] bits = columns.bits();
    int stride = columns.stride();
    int length = Math.min(segmentWords, words);
    DistinctRuns distinct = new DistinctRuns(bits, stride, columns.width());
    DistinctLongs parts = new DistinctLongs();
    DistinctLongs free = new DistinctLongs();
    long mask = length == Long.SIZE ? -1 : (1L << length) - 1;
    free.add(0);
    free.add(mask);
    for (int bit = 0; 1 << bit < length; bit++) {
      free.add(addressLong(bit, 0) & mask);
    }
    for (int from = 0; from < bits.length; from += stride) {
      if (columns.constant(from) || !distinct.add(from)) {
        continue;
      }
      if (isAddress(columns, from)) {
        addressColumns++;
        continue;
      }
      count++;
      if (stride == 1) {
        functions.add(bits[from]);
      }
      cut(bits, from, length, mask, parts, free);
    }
    segments = parts.size();
  }

  /** Collects the segments of a column. */
  private void cut(
      long[] bits, int from, int length, long mask, DistinctLongs parts, DistinctLongs free) {
    long first = bits[from] & mask;
    boolean same = true;
    for (int start = 0; start < words; start += segmentWords) {
      long segment = bits[from + (start >> 6)] >>> start & mask;
      same &= segment == first;
      if (!free.contains(segment)) {
        parts.add(segment);
      }
    }
    chosen += same ? 0 : 1;
  }

  /** Whether a column is a bit of the address. */
  private boolean isAddress(WordColumns columns, int from) {
    long[] bits = columns.bits();
    for (int bit = 0; 1 << bit < words; bit++) {
      boolean equal = true;
      for (int i = 0; i < columns.stride() && equal; i++) {
        equal = bits[from + i] == (addressLong(bit, i) & columns.ones(i));
      }
      if (equal) {
        return true;
      }
    }
    return false;
  }

  /** A bit of the 64 addresses from 64 · i on. */
  private static long addressLong(int bit, int i) {
    return switch (bit) {
      case 0 -> 0xaaaaaaaaaaaaaaaaL;
      case 1 -> 0xccccccccccccccccL;
      case 2 -> 0xf0f0f0f0f0f0f0f0L;
      case 3 -> 0xff00ff00ff00ff00L;
      case 4 -> 0xffff0000ffff0000L;
      case 5 -> 0xffffffff00000000L;
      default -> (i >> bit - 6 & 1) == 0 ? 0 : -1;
    };
  }

  /** Those columns, of at most 64 words. */
  List<Long> functions() {
    return List.copyOf(functions);
  }

  /** Columns that differ from constants, from each other and from bits of the address. */
  int count() {
    return count;
  }

  /** Columns that are bits of the address as they are. */
  int addressBits() {
    return addressColumns;
  }

  /** Distinct segments that need a LUT. */
  int segments() {
    return segments;
  }

  /** LUTs that choose among the segments of a column. */
  int selectors(Family family) {
    return chosen * Luts.multiplexer(family, Luts.ceilDiv(words, segmentWords));
  }
}
