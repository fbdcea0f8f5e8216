package bitwright.cost.primitive;

import bitwright.cost.Family;

/** Decompositions of functions into the look-up tables of a family. */
public final class Luts {

  private Luts() {}

  /**
   * The tables for one bit that depends on n bits through a function that decomposes into a chain
   * (and, or, a priority or a multiplexer with decoded legs): each table of k inputs takes up k − 1
   * more bits than it returns, so ⌈(n−1)/(k−1)⌉; none for n ≤ 1.
   */
  public static int chain(Family family, int inputs) {
    return inputs <= 1 ? 0 : ceilDiv(inputs - 1, family.lutInputs() - 1);
  }

  /**
   * The tables of a multiplexer of n data: a LUT6 is a 4:1 multiplexer, so ⌈n/4⌉ and a multiplexer
   * of those; 3 for 7 or 8 data, 5 for 13 to 16. Two LUT4 are a 4:1 multiplexer, the first of which
   * passes on a select where its own data are not chosen.
   */
  public static int multiplexer(Family family, int data) {
    if (family.lutInputs() < 6) {
      int rest = data % 4;
      int groups = data / 4;
      return data < 4
          ? Math.max(0, data - 1)
          : 2 * groups + Math.max(0, rest - 1) + multiplexer(family, groups + (rest > 0 ? 1 : 0));
    }
    int tables = 0;
    for (int left = data; left > 1; left = ceilDiv(left, 4)) {
      tables += ceilDiv(left, 4);
    }
    return tables;
  }

  /** ⌈log2 n⌉, at least 0. */
  public static int ceilLog2(int n) {
    return n <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
  }

  /** ⌈a / b⌉. */
  public static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }
}
