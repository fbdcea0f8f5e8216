package bitwright.arith.step;

import bitwright.arith.format.IntegerRange;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * A monotone function from integers to ranks 0 … n, given by n integer thresholds.
 *
 * <p>Rising: {@code rank(a) = #{t : t ≤ a}}; falling: {@code rank(a) = n − #{t : t ≤ a}}.
 * Thresholds are ascending and may repeat, where the function skips ranks. Example: thresholds (−2,
 * 3), rising: rank(−3) = 0, rank(−2) = 1, rank(3) = 2.
 */
public final class StepFunction {

  private final BigInteger[] thresholds;
  private final long[] narrow;
  private final boolean falling;

  /**
   * A step function.
   *
   * @param thresholds ascending
   * @param falling whether ranks fall as the argument grows
   */
  public StepFunction(List<BigInteger> thresholds, boolean falling) {
    this.thresholds = thresholds.toArray(BigInteger[]::new);
    this.falling = falling;
    boolean fits = true;
    for (int i = 0; i < this.thresholds.length; i++) {
      if (i > 0 && this.thresholds[i - 1].compareTo(this.thresholds[i]) > 0) {
        throw new IllegalArgumentException("thresholds are not ascending at position " + i);
      }
      fits &= this.thresholds[i].bitLength() < 64;
    }
    narrow = fits ? thresholds.stream().mapToLong(BigInteger::longValueExact).toArray() : null;
  }

  /** The number of thresholds, one less than the number of ranks. */
  public int count() {
    return thresholds.length;
  }

  /** The threshold at a position in ascending order. */
  public BigInteger threshold(int position) {
    return thresholds[position];
  }

  /** All thresholds, ascending. */
  public List<BigInteger> thresholds() {
    return List.of(thresholds);
  }

  /** Whether ranks fall as the argument grows. */
  public boolean falling() {
    return falling;
  }

  /** The rank of an accumulator. */
  public int rank(BigInteger accumulator) {
    int reached = reached(thresholds, accumulator);
    return falling ? thresholds.length - reached : reached;
  }

  /** The rank of an accumulator. */
  public int rank(long accumulator) {
    if (narrow == null) {
      return rank(BigInteger.valueOf(accumulator));
    }
    int low = 0;
    int high = narrow.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (narrow[middle] <= accumulator) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return falling ? narrow.length - low : low;
  }

  private static int reached(BigInteger[] thresholds, BigInteger accumulator) {
    int low = 0;
    int high = thresholds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (thresholds[middle].compareTo(accumulator) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The range of thresholds, for the width of the memory that holds them. */
  public IntegerRange thresholdRange() {
    return new IntegerRange(thresholds[0], thresholds[thresholds.length - 1]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StepFunction that
        && falling == that.falling
        && Arrays.equals(thresholds, that.thresholds);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(thresholds) + Boolean.hashCode(falling);
  }

  @Override
  public String toString() {
    return (falling ? "falling " : "rising ") + Arrays.toString(thresholds);
  }
}
