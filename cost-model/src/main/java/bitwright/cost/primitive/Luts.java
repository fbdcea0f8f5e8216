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
