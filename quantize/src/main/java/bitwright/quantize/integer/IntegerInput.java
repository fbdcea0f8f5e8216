package bitwright.quantize.integer;

import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.IntegerRange;
import bitwright.quantize.graph.ElementType;
import java.util.Optional;

/**
 * What enters an integer layer: stored integers x with a zero-point z, which stand for x − z.
 *
 * <p>A zero-point that is computed anew in every run (by {@code DynamicQuantizeLinear}) is any
 * number of the stored type, so that x − z of two {@code uint8} lies in −255 … 255, which is just
 * the format {@code int9n}. One that is known makes a narrower range: {@code uint8} with 128 is
 * {@code int8}.
 *
 * @param tensor the name of the stored integers' tensor
 * @param low the least stored integer
 * @param high the greatest stored integer
 * @param zeroPoint what is subtracted
 */
public record IntegerInput(String tensor, int low, int high, ZeroPoint zeroPoint) {

  /** The number that stands for zero. */
  public sealed interface ZeroPoint {

    /**
     * Known from the file.
     *
     * @param value the zero-point; 0 if the file has none
     */
    record Fixed(int value) implements ZeroPoint {}

    /**
     * Computed in every run.
     *
     * @param tensor the name of the tensor that holds it, a scalar
     */
    record PerRun(String tensor) implements ZeroPoint {}
  }

  static IntegerInput of(String tensor, ElementType type, ZeroPoint zeroPoint) {
    int low = type.isSigned() ? -(1 << (type.bits() - 1)) : 0;
    return new IntegerInput(tensor, low, low + (1 << type.bits()) - 1, zeroPoint);
  }

  /** All values that x − z can have. */
  public IntegerRange range() {
    if (zeroPoint instanceof ZeroPoint.Fixed fixed) {
      return IntegerRange.of(low - fixed.value(), high - fixed.value());
    }
    return IntegerRange.of(low - high, high - low);
  }

  /** The format of x − z. */
  public IntegerFormat format() {
    return narrowest(range());
  }

  /**
   * The integer format of least width that holds a range; narrow if it is signed and its lowest
   * value is not needed.
   */
  static IntegerFormat narrowest(IntegerRange range) {
    int bits = Math.max(range.bits(), range.signed() ? 2 : 1);
    boolean narrow = range.signed() && range.min().intValueExact() > -(1 << (bits - 1));
    return new IntegerFormat(bits, range.signed(), narrow);
  }

  /**
   * What a stored integer stands for, x − z.
   *
   * @throws IllegalArgumentException if x or z is no number of the stored type, or z is not the
   *     fixed zero-point
   */
  public int value(int x, int z) {
    requireStored(x);
    requireStored(z);
    if (zeroPoint instanceof ZeroPoint.Fixed fixed && fixed.value() != z) {
      throw new IllegalArgumentException(
          "the zero-point of '%s' is %d, not %d".formatted(tensor, fixed.value(), z));
    }
    return x - z;
  }

  private void requireStored(int value) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "'%s' holds integers of %d … %d, not %d".formatted(tensor, low, high, value));
    }
  }

  /** The tensor of a zero-point that every run computes. */
  public Optional<String> zeroPointTensor() {
    return zeroPoint instanceof ZeroPoint.PerRun perRun
        ? Optional.of(perRun.tensor())
        : Optional.empty();
  }
}
