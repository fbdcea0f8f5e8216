package bitwright.cost.primitive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How many LUT4 some functions of at most six inputs take together.
 *
 * <p>A function of at most four inputs is one table. A function f of more is decomposed (Ashenhurst
 * 1957, Curtis 1962): where f is a function of three known signals and of one function of four
 * inputs, it takes two tables, and where it is one of two signals and of two such functions, three.
 * Else it chooses between its halves for an input that is 0 or 1. The tables that are found inside
 * of a function are known signals for those that follow, so that they share them. Synthesis does no
 * better than this in the mean; what it does worse is left to the correction.
 *
 * <p>Example: the sign 1 or −1 times a four-bit integer, 4 functions of up to 5 inputs beside the
 * lowest bit, is 5 LUT4.
 */
final class SmallFunctions {
  private static final int LUT = 4;
  private static final int MOST_SIGNALS = 14;

  private final int inputs;
  private final int minterms;
  private final long all;
  private final List<Long> signals = new ArrayList<>();
  private final Set<Long> tables = new LinkedHashSet<>();

  private SmallFunctions(int inputs) {
    this.inputs = inputs;
    minterms = 1 << inputs;
    all = minterms == Long.SIZE ? -1L : (1L << minterms) - 1;
    for (int i = 0; i < inputs; i++) {
      signals.add(input(i));
    }
  }

  /**
   * The tables of functions, none of them constant or an input.
   *
   * @param inputs at most 6
   * @param functions bit i is the value at index i; no two are equal
   */
  static int luts(int inputs, List<Long> functions) {
    SmallFunctions network = new SmallFunctions(inputs);
    List<Long> order = new ArrayList<>(functions);
    order.sort(
        (a, b) -> {
          int bySupport = Integer.compare(network.support(a).size(), network.support(b).size());
          return bySupport != 0 ? bySupport : Long.compareUnsigned(a, b);
        });
    order.forEach(network::add);
    return network.tables.size();
  }

  private long input(int i) {
    long column = 0;
    for (int m = 0; m < minterms; m++) {
      column |= (long) (m >> i & 1) << m;
    }
    return column;
  }

  private void know(long function) {
    if (tables.add(function) && signals.size() < MOST_SIGNALS) {
      signals.add(function);
    }
  }

  /** Makes a function known. */
  private void add(long function) {
    if (function == 0 || function == all || signals.contains(function)) {
      return;
    }
    List<Integer> support = support(function);
    if (support.size() > LUT
        && !ofKnown(function)
        && !twoTables(function)
        && !threeTables(function)) {
      choose(function, support);
    }
    tables.add(function);
  }

  private List<Integer> support(long function) {
    List<Integer> support = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      long one = input(i);
      if ((function & one) >>> (1 << i) != (function & ~one & all)) {
        support.add(i);
      }
    }
    return support;
  }

  /** Whether it is a function of at most four known signals. */
  private boolean ofKnown(long function) {
    for (int[] four : subsets(signals.size(), LUT)) {
      if (columns(function, new int[0], four) != null) {
        return true;
      }
    }
    return false;
  }

  /** A function of at most three known signals, the fewer the better, and a table of inputs. */
  private boolean twoTables(long function) {
    for (int free = 1; free < LUT; free++) {
      if (decomposed(function, free, 1)) {
        return true;
      }
    }
    return false;
  }

  /** A function of two known signals and two tables of the same four inputs. */
  private boolean threeTables(long function) {
    return decomposed(function, LUT - 2, 2);
  }

  private boolean decomposed(long function, int known, int tables) {
    for (int[] bound : subsets(inputs, LUT)) {
      for (int[] free : subsets(signals.size(), known)) {
        long[] columns = columns(function, bound, free);
        if (columns != null && split(columns, tables)) {
          tables(bound, columns);
          return true;
        }
      }
    }
    return false;
  }

  /** The halves for the input whose halves depend on the fewest inputs, and the choice. */
  private void choose(long function, List<Integer> support) {
    int best = -1;
    int least = Integer.MAX_VALUE;
    for (int i : support) {
      int inputs = support(half(function, i, 0)).size() + support(half(function, i, 1)).size();
      if (inputs < least) {
        least = inputs;
        best = i;
      }
    }
    add(half(function, best, 0));
    add(half(function, best, 1));
  }

  private long half(long function, int input, int value) {
    long half = 0;
    for (int m = 0; m < minterms; m++) {
      int from = value == 1 ? m | 1 << input : m & ~(1 << input);
      half |= (function >>> from & 1) << m;
    }
    return half;
  }

  /**
   * What a function is for every value of the bound inputs: for every value of the free signals two
   * bits, whether it is 0 and whether it is 1; neither where that does not occur.
   *
   * @return null if both occur somewhere, so that more inputs are needed
   */
  private long[] columns(long function, int[] bound, int[] free) {
    long[] columns = new long[1 << bound.length];
    for (int m = 0; m < minterms; m++) {
      int column = 0;
      for (int i = 0; i < bound.length; i++) {
        column |= (m >> bound[i] & 1) << i;
      }
      int row = 0;
      for (int i = 0; i < free.length; i++) {
        row |= (int) (signals.get(free[i]) >>> m & 1) << i;
      }
      columns[column] |= 1L + (function >>> m & 1) << 2 * row;
      if ((columns[column] >>> 2 * row & 3) == 3) {
        return null;
      }
    }
    return columns;
  }

  /**
   * Whether columns agree with at most 2<sup>tables</sup> distinct ones; if so each becomes the
   * number of the one that it agrees with. Rows that do not occur agree with anything.
   */
  private static boolean split(long[] columns, int tables) {
    long[] kinds = new long[1 << tables];
    int count = 0;
    int[] kind = new int[columns.length];
    for (int c = 0; c < columns.length; c++) {
      int k = 0;
      while (k < count && !agree(kinds[k], columns[c])) {
        k++;
      }
      if (k == kinds.length) {
        return false;
      }
      kinds[k] |= columns[c];
      count = Math.max(count, k + 1);
      kind[c] = k;
    }
    for (int c = 0; c < columns.length; c++) {
      columns[c] = kind[c];
    }
    return true;
  }

  private static boolean agree(long a, long b) {
    long both = a | b;
    return (both & both >>> 1 & 0x5555_5555_5555_5555L) == 0;
  }

  /** Makes the tables of the bound inputs known that number the kinds of columns. */
  private void tables(int[] bound, long[] kinds) {
    for (int bit = 0; bit < 2; bit++) {
      long table = 0;
      for (int m = 0; m < minterms; m++) {
        int column = 0;
        for (int i = 0; i < bound.length; i++) {
          column |= (m >> bound[i] & 1) << i;
        }
        table |= (kinds[column] >>> bit & 1) << m;
      }
      if (table != 0 && table != all && !signals.contains(table)) {
        know(table);
      }
    }
  }

  private static List<int[]> subsets(int of, int size) {
    List<int[]> all = new ArrayList<>();
    int least = Math.min(size, of);
    for (int set = 0; set < 1 << of; set++) {
      if (Integer.bitCount(set) == least) {
        int[] members = new int[least];
        int next = 0;
        for (int i = 0; i < of; i++) {
          if ((set >> i & 1) == 1) {
            members[next++] = i;
          }
        }
        all.add(members);
      }
    }
    return all;
  }
}
