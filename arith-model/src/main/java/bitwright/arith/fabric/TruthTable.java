package bitwright.arith.fabric;

import java.util.function.IntPredicate;

/**
 * A Boolean function of at most six inputs, as the contents of a look-up table.
 *
 * <p>Row r of the table is the value for the inputs whose input k is bit k of r, and is bit r of
 * {@code bits}: AND of two inputs is {@code 0b1000}, XOR is {@code 0b0110}.
 *
 * @param inputs the number of inputs, 0 to 6
 * @param bits the 2^inputs rows; bits above are 0
 */
public record TruthTable(int inputs, long bits) {
  /** The most inputs of a look-up table. */
  public static final int MAX_INPUTS = 6;

  private static final long[] COLUMN = {
    0xAAAAAAAAAAAAAAAAL,
    0xCCCCCCCCCCCCCCCCL,
    0xF0F0F0F0F0F0F0F0L,
    0xFF00FF00FF00FF00L,
    0xFFFF0000FFFF0000L,
    0xFFFFFFFF00000000L
  };

  /** Checks the number of inputs and that no row is beyond them. */
  public TruthTable {
    if (inputs < 0 || inputs > MAX_INPUTS) {
      throw new IllegalArgumentException(
          "a truth table of %d inputs; allowed are 0 to 6".formatted(inputs));
    }
    if ((bits & ~mask(inputs)) != 0) {
      throw new IllegalArgumentException(
          "rows 0x%x are more than %d inputs have".formatted(bits, inputs));
    }
  }

  private static long mask(int inputs) {
    return inputs == MAX_INPUTS ? -1L : (1L << (1 << inputs)) - 1;
  }

  /** The table of a function of the row. */
  public static TruthTable of(int inputs, IntPredicate row) {
    long bits = 0;
    for (int r = 0; r < 1 << inputs; r++) {
      bits |= row.test(r) ? 1L << r : 0;
    }
    return new TruthTable(inputs, bits);
  }

  /** The constant function of no inputs. */
  public static TruthTable constant(boolean value) {
    return new TruthTable(0, value ? 1 : 0);
  }

  /** Input k of the given number of inputs. */
  public static TruthTable input(int inputs, int k) {
    return new TruthTable(inputs, COLUMN[k] & mask(inputs));
  }

  /** 1 if all inputs are 1. */
  public static TruthTable and(int inputs) {
    return of(inputs, r -> r == (1 << inputs) - 1);
  }

  /** 1 if any input is 1. */
  public static TruthTable or(int inputs) {
    return of(inputs, r -> r != 0);
  }

  /** 1 if an odd number of inputs is 1. */
  public static TruthTable xor(int inputs) {
    return of(inputs, r -> Integer.bitCount(r) % 2 == 1);
  }

  /** 1 if at least two of three inputs are 1. */
  public static TruthTable majority() {
    return of(3, r -> Integer.bitCount(r) >= 2);
  }

  /** The complement. */
  public TruthTable not() {
    return new TruthTable(inputs, ~bits & mask(inputs));
  }

  /** Both functions of the same inputs are 1. */
  public TruthTable and(TruthTable other) {
    return new TruthTable(same(other), bits & other.bits);
  }

  /** Either function of the same inputs is 1. */
  public TruthTable or(TruthTable other) {
    return new TruthTable(same(other), bits | other.bits);
  }

  /** One function of the same inputs is 1, but not both. */
  public TruthTable xor(TruthTable other) {
    return new TruthTable(same(other), bits ^ other.bits);
  }

  private int same(TruthTable other) {
    if (inputs != other.inputs) {
      throw new IllegalArgumentException(
          "tables of %d and %d inputs do not combine".formatted(inputs, other.inputs));
    }
    return inputs;
  }

  /** The value in a row. */
  public boolean row(int row) {
    return (bits >>> row & 1) != 0;
  }

  /** Whether the value ever depends on input k. */
  public boolean dependsOn(int k) {
    return (bits >>> (1 << k) & ~COLUMN[k] & mask(inputs)) != (bits & ~COLUMN[k]);
  }

  /** The function of the other inputs when input k has a value; inputs above k move down. */
  public TruthTable with(int k, boolean value) {
    int low = (1 << k) - 1;
    int high = value ? 1 << k : 0;
    long kept = 0;
    for (int r = 0; r < 1 << (inputs - 1); r++) {
      kept |= (bits >>> ((r & ~low) << 1 | high | (r & low)) & 1) << r;
    }
    return new TruthTable(inputs - 1, kept);
  }

  /**
   * The same function of a longer or reordered list of inputs: input k of this table is input
   * {@code place[k]} of the new one. Two inputs may have the same place.
   *
   * @throws IllegalArgumentException if a place is not an input of the new table
   */
  public TruthTable placed(int newInputs, int... place) {
    long placed = 0;
    for (int r = 0; r < 1 << newInputs; r++) {
      int row = 0;
      for (int k = 0; k < inputs; k++) {
        row |= (r >>> place[k] & 1) << k;
      }
      placed |= (bits >>> row & 1) << r;
    }
    return new TruthTable(newInputs, placed);
  }

  /** The values of 64 vectors at once: bit v of lane k is input k in vector v. */
  long evaluate(long[] lanes) {
    return evaluate(bits, inputs, lanes);
  }

  private static long evaluate(long rows, int k, long[] lanes) {
    if (rows == 0) {
      return 0;
    }
    if (rows == mask(k)) {
      return -1;
    }
    int half = 1 << (k - 1);
    long zero = evaluate(rows & mask(k - 1), k - 1, lanes);
    long one = evaluate(rows >>> half, k - 1, lanes);
    return zero ^ ((zero ^ one) & lanes[k - 1]);
  }
}
