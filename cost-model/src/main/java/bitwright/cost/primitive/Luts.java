package bitwright.cost.primitive;

/** Look-up tables of six inputs. */
public final class Luts {

  /** Inputs of one table. */
  public static final int INPUTS = 6;

  private Luts() {}

  /**
   * The tables for one bit that depends on n bits through a function that decomposes into a chain
   * (and, or, a priority or a multiplexer with decoded legs): each table takes up five more bits
   * than it returns, so ⌈(n−1)/5⌉; none for n ≤ 1.
   */
  public static int chain(int inputs) {
    return inputs <= 1 ? 0 : (inputs + 3) / (INPUTS - 1);
  }

  /**
   * The tables of a multiplexer of n data: a LUT6 is a 4:1 multiplexer, so ⌈n/4⌉ and a multiplexer
   * of those; 3 for 7 or 8 data, 5 for 13 to 16.
   */
  public static int multiplexer(int data) {
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

  /** The CARRY4 cells of a carry chain over some bits. */
  public static int carries(int bits) {
    return ceilDiv(bits, 4);
  }
}
