package bitwright.quantize.graph;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The element types that a tensor of the file may have, numbered as ONNX numbers them.
 *
 * <p>The number is read as an integer: files may carry types younger than the generated enum.
 */
public enum ElementType {
  /** IEEE binary32. */
  FLOAT(1, 32, true, false),
  /** Unsigned 8 bits. */
  UINT8(2, 8, false, false),
  /** Signed 8 bits. */
  INT8(3, 8, false, true),
  /** Unsigned 16 bits. */
  UINT16(4, 16, false, false),
  /** Signed 16 bits. */
  INT16(5, 16, false, true),
  /** Signed 32 bits. */
  INT32(6, 32, false, true),
  /** Signed 64 bits. */
  INT64(7, 64, false, true),
  /** A byte that is 0 or 1. */
  BOOL(9, 8, false, false),
  /** IEEE binary16. */
  FLOAT16(10, 16, true, false),
  /** IEEE binary64. */
  DOUBLE(11, 64, true, false),
  /** Unsigned 32 bits. */
  UINT32(12, 32, false, false),
  /** Unsigned 64 bits. */
  UINT64(13, 64, false, false),
  /** The upper half of binary32. */
  BFLOAT16(16, 16, true, false),
  /** Unsigned 4 bits, two to a byte, the first in the lower half. */
  UINT4(21, 4, false, false),
  /** Signed 4 bits, two to a byte, the first in the lower half. */
  INT4(22, 4, false, true);

  private final int number;
  private final int bits;
  private final boolean real;
  private final boolean signed;

  ElementType(int number, int bits, boolean real, boolean signed) {
    this.number = number;
    this.bits = bits;
    this.real = real;
    this.signed = signed;
  }

  /** The type of a number. */
  public static Optional<ElementType> of(int number) {
    return Arrays.stream(values()).filter(t -> t.number == number).findFirst();
  }

  /** All names, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
  }

  /** The number that ONNX gives this type. */
  public int number() {
    return number;
  }

  /** The width of an element. */
  public int bits() {
    return bits;
  }

  /** Whether elements are floating-point numbers. */
  public boolean isReal() {
    return real;
  }

  /** Whether an integer type is two's complement. */
  public boolean isSigned() {
    return signed;
  }
}
