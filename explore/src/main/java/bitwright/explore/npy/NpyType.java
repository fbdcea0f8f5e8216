package bitwright.explore.npy;

import java.util.Arrays;
import java.util.Optional;

/** The element types of {@code .npy} files that are read and written, all little-endian. */
public enum NpyType {
  /** IEEE binary32, {@code <f4}. */
  FLOAT32("<f4", "float32", 4),
  /** IEEE binary64, {@code <f8}. */
  FLOAT64("<f8", "float64", 8),
  /** Unsigned bytes, {@code |u1}. */
  UINT8("|u1", "uint8", 1),
  /** Two's-complement 16-bit integers, {@code <i2}. */
  INT16("<i2", "int16", 2),
  /** Two's-complement 32-bit integers, {@code <i4}. */
  INT32("<i4", "int32", 4),
  /** Two's-complement 64-bit integers, {@code <i8}. */
  INT64("<i8", "int64", 8);

  private final String descriptor;
  private final String numpyName;
  private final int bytes;

  NpyType(String descriptor, String numpyName, int bytes) {
    this.descriptor = descriptor;
    this.numpyName = numpyName;
    this.bytes = bytes;
  }

  /** The type of a descriptor such as {@code <f4}, if it is one of these. */
  public static Optional<NpyType> of(String descriptor) {
    String canonical = descriptor.equals("<u1") ? UINT8.descriptor : descriptor;
    return Arrays.stream(values()).filter(t -> t.descriptor.equals(canonical)).findFirst();
  }

  /** The descriptor in a file's header. */
  public String descriptor() {
    return descriptor;
  }

  /** NumPy's name, for example {@code float32}. */
  public String numpyName() {
    return numpyName;
  }

  /** Bytes per element. */
  public int bytes() {
    return bytes;
  }

  /** Whether elements are integers. */
  public boolean isInteger() {
    return this != FLOAT32 && this != FLOAT64;
  }
}
