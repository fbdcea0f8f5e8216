package bitwright.explore.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An array in C order: the last dimension varies fastest.
 *
 * @param type the element type
 * @param shape the dimensions; empty for a scalar
 * @param data the elements, little-endian
 */
public record NpyArray(NpyType type, List<Integer> shape, ByteBuffer data) {

  /** Checks that shape and data agree. */
  public NpyArray {
    shape = List.copyOf(shape);
    data = data.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    if (data.remaining() != Math.multiplyExact(elements(shape), (long) type.bytes())) {
      throw new IllegalArgumentException(
          "%d bytes are no array of shape %s".formatted(data.remaining(), shape));
    }
  }

  /** An array of float32. */
  public static NpyArray of(float[] values, List<Integer> shape) {
    ByteBuffer data = allocate(values.length * 4);
    for (float v : values) {
      data.putFloat(v);
    }
    return new NpyArray(NpyType.FLOAT32, shape, data.flip());
  }

  /** An array of int64. */
  public static NpyArray of(long[] values, List<Integer> shape) {
    ByteBuffer data = allocate(values.length * 8);
    for (long v : values) {
      data.putLong(v);
    }
    return new NpyArray(NpyType.INT64, shape, data.flip());
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static long elements(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** The number of elements. */
  public int size() {
    return Math.toIntExact(elements(shape));
  }

  /** The element at a flat position, as an integer; only for integer types. */
  public long integer(int i) {
    return switch (type) {
      case UINT8 -> Byte.toUnsignedInt(data.get(i));
      case INT16 -> data.getShort(2 * i);
      case INT32 -> data.getInt(4 * i);
      case INT64 -> data.getLong(8 * i);
      default -> throw new IllegalStateException(type.numpyName() + " elements are not integers");
    };
  }

  /** The element at a flat position; integers beyond 2^53 are rounded. */
  public double real(int i) {
    return switch (type) {
      case FLOAT32 -> data.getFloat(4 * i);
      case FLOAT64 -> data.getDouble(8 * i);
      default -> integer(i);
    };
  }

  /** The shape as NumPy writes it: {@code (1000, 1, 28, 28)}. */
  public String shapeText() {
    return shapeText(shape);
  }

  static String shapeText(List<Integer> shape) {
    String inner = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return shape.size() == 1 ? "(" + inner + ",)" : "(" + inner + ")";
  }
}
