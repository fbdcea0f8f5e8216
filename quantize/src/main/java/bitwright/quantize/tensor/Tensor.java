package bitwright.quantize.tensor;

import bitwright.arith.format.Reals;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A constant without a number format: floats or integers as the file stores them, or exact
 * rationals that constant folding produced.
 *
 * <p>Stored floats may be NaN or infinite until {@link #firstNonFinite()} is asked; {@link #value}
 * requires a finite element.
 */
public final class Tensor implements Constant {

  /** What the elements are, as far as operators care. */
  public enum Kind {
    /** Real numbers. */
    REAL,
    /** Integers, of any width. */
    INTEGER
  }

  private final Shape shape;
  private final Kind kind;
  private final int elementType;
  private final double[] reals;
  private final long[] integers;
  private final BigFraction[] exact;

  private Tensor(
      Shape shape,
      Kind kind,
      int elementType,
      double[] reals,
      long[] integers,
      BigFraction[] exact) {
    this.shape = shape;
    this.kind = kind;
    this.elementType = elementType;
    this.reals = reals;
    this.integers = integers;
    this.exact = exact;
  }

  /**
   * Real numbers that doubles hold exactly.
   *
   * @param elementType the file's data type, 0 for a folded constant
   */
  public static Tensor reals(Shape shape, int elementType, double[] values) {
    return checked(new Tensor(shape, Kind.REAL, elementType, values, null, null), values.length);
  }

  /** Integers. */
  public static Tensor integers(Shape shape, int elementType, long[] values) {
    return checked(new Tensor(shape, Kind.INTEGER, elementType, null, values, null), values.length);
  }

  /** Exact results of constant folding. */
  public static Tensor exact(Shape shape, Kind kind, BigFraction[] values) {
    return checked(new Tensor(shape, kind, 0, null, null, values), values.length);
  }

  /** A real scalar. */
  public static Tensor scalar(BigFraction value) {
    return exact(Shape.SCALAR, Kind.REAL, new BigFraction[] {value});
  }

  private static Tensor checked(Tensor tensor, int count) {
    if (tensor.shape.size() != count) {
      throw new IllegalArgumentException(
          "a tensor of shape %s does not have %d elements".formatted(tensor.shape, count));
    }
    return tensor;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  /** What the elements are. */
  public Kind kind() {
    return kind;
  }

  /** The file's data type as ONNX numbers it, 0 for a folded constant. */
  public int elementType() {
    return elementType;
  }

  /** The position of the first NaN or infinity. */
  public OptionalInt firstNonFinite() {
    if (reals != null) {
      for (int i = 0; i < reals.length; i++) {
        if (!Double.isFinite(reals[i])) {
          return OptionalInt.of(i);
        }
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public BigFraction value(int index) {
    if (exact != null) {
      return exact[index];
    }
    return reals != null
        ? Rationals.of(reals[index])
        : new BigFraction(BigInteger.valueOf(integers[index]));
  }

  /** The double nearest an element; the element itself for a stored float. */
  public double approximate(int index) {
    if (reals != null) {
      return reals[index];
    }
    return exact != null ? Reals.toDouble(exact[index]) : integers[index];
  }

  /** Whether doubles hold all elements exactly. */
  public boolean isDouble() {
    return reals != null;
  }

  @Override
  public Tensor reshaped(Shape to) {
    return checked(new Tensor(to, kind, elementType, reals, integers, exact), shape.size());
  }

  @Override
  public Tensor gathered(int[] positions, Shape to) {
    double[] r =
        reals == null ? null : Arrays.stream(positions).mapToDouble(p -> reals[p]).toArray();
    long[] n =
        integers == null ? null : Arrays.stream(positions).mapToLong(p -> integers[p]).toArray();
    BigFraction[] e =
        exact == null
            ? null
            : Arrays.stream(positions).mapToObj(p -> exact[p]).toArray(BigFraction[]::new);
    return checked(new Tensor(to, kind, elementType, r, n, e), positions.length);
  }
}
