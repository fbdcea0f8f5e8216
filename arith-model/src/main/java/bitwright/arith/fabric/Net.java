package bitwright.arith.fabric;

/**
 * A wire of a netlist: one bit, driven by an input, a cell, or a constant.
 *
 * @param id the number of the net within its netlist; 0 and 1 are the constants
 */
public record Net(int id) implements Comparable<Net> {
  /** The constant 0. */
  public static final Net ZERO = new Net(0);

  /** The constant 1. */
  public static final Net ONE = new Net(1);

  /** Checks that the number is not negative. */
  public Net {
    if (id < 0) {
      throw new IllegalArgumentException("the net %d is negative".formatted(id));
    }
  }

  /** The constant of a truth value. */
  public static Net of(boolean value) {
    return value ? ONE : ZERO;
  }

  /** Whether this is {@link #ZERO} or {@link #ONE}. */
  public boolean isConstant() {
    return id < 2;
  }

  @Override
  public int compareTo(Net other) {
    return Integer.compare(id, other.id);
  }
}
