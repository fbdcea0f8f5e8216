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
   * of those; 3 for 7 or 8 data, 5 for 13 to 16. A LUT4 is a 2:1 multiplexer: n − 1.
   */
  public static int multiplexer(Family family, int data) {
    if (family.lutInputs() < 6) {
      return Math.max(0, data - 1);
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
