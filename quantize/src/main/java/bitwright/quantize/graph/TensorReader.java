package bitwright.quantize.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import bitwright.quantize.ImportException;
import bitwright.quantize.tensor.Shape;
import bitwright.quantize.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Reads a tensor of the file: raw bytes or typed fields, but no external data.
 *
 * <p>Nothing is allocated before the declared shape and the data at hand are found to agree.
 */
public final class TensorReader {

  private final String owner;
  private final TensorProto proto;
  private final ElementType type;
  private final int size;
  private final ByteBuffer raw;

  private TensorReader(String owner, TensorProto proto, ElementType type, int size) {
    this.owner = owner;
    this.proto = proto;
    this.type = type;
    this.size = size;
    raw =
        proto.hasRawData()
            ? proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN)
            : null;
  }

  /**
   * Reads a tensor.
   *
   * @param owner how messages call it, for example {@code tensor 'weight'}
   */
  public static Tensor read(String owner, TensorProto proto) {
    if (proto.getExternalDataCount() > 0
        || proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      throw ImportException.of(
          "%s keeps its data outside the file; save the model with its data inside", owner);
    }
    if (proto.hasSegment()) {
      throw ImportException.of("%s is stored in segments; save it in one piece", owner);
    }
    ElementType type =
        ElementType.of(proto.getDataType())
            .orElseThrow(
                () ->
                    ImportException.of(
                        "%s has the data type number %d; allowed are %s",
                        owner, proto.getDataType(), ElementType.names()));
    Shape shape =
        Shape.checked(proto.getDimsList())
            .orElseThrow(
                () ->
                    ImportException.of(
                        "%s has the shape %s; dimensions must be 0 or more and their product below"
                            + " 2^31",
                        owner, proto.getDimsList()));
    return new TensorReader(owner, proto, type, shape.size()).tensor(shape);
  }

  private Tensor tensor(Shape shape) {
    if (raw != null) {
      long bytes = ((long) size * type.bits() + 7) / 8;
      if (bytes != raw.remaining()) {
        throw mismatch(shape, bytes + " bytes", raw.remaining() + " bytes");
      }
    } else if (stored() != size) {
      throw mismatch(shape, size + " elements", stored() + " elements");
    }
    return type.isReal()
        ? Tensor.reals(
            shape,
            type.number(),
            IntStream.range(0, size).mapToDouble(reals()::applyAsDouble).toArray())
        : Tensor.integers(
            shape,
            type.number(),
            IntStream.range(0, size).mapToLong(integers()::applyAsLong).toArray());
  }

  private ImportException mismatch(Shape shape, String expected, String found) {
    return ImportException.of(
        "%s of shape %s and type %s needs %s but holds %s; the file is damaged or cut off",
        owner, shape, type, expected, found);
  }

  private int stored() {
    return switch (type) {
      case FLOAT -> proto.getFloatDataCount();
      case DOUBLE -> proto.getDoubleDataCount();
      case INT64 -> proto.getInt64DataCount();
      case UINT32, UINT64 -> proto.getUint64DataCount();
      case UINT4, INT4 -> proto.getInt32DataCount() == (size + 1) / 2 ? size : -1;
      default -> proto.getInt32DataCount();
    };
  }

  private IntToDoubleFunction reals() {
    return switch (type) {
      case FLOAT -> raw != null ? i -> raw.getFloat(4 * i) : proto::getFloatData;
      case DOUBLE -> raw != null ? i -> raw.getDouble(8 * i) : proto::getDoubleData;
      case FLOAT16 -> i -> half(raw != null ? raw.getShort(2 * i) : proto.getInt32Data(i));
      default ->
          i ->
              Float.intBitsToFloat(
                  (raw != null ? raw.getShort(2 * i) : proto.getInt32Data(i)) << 16);
    };
  }

  private IntToLongFunction integers() {
    if (raw == null) {
      return switch (type) {
        case INT64 -> proto::getInt64Data;
        case UINT32, UINT64 -> i -> unsigned64(proto.getUint64Data(i));
        case UINT4, INT4 -> i -> nibble(proto.getInt32Data(i / 2), i);
        default -> i -> extended(proto.getInt32Data(i));
      };
    }
    return switch (type) {
      case INT64 -> i -> raw.getLong(8 * i);
      case UINT64 -> i -> unsigned64(raw.getLong(8 * i));
      case INT32, UINT32 -> i -> extended(raw.getInt(4 * i));
      case INT16, UINT16 -> i -> extended(raw.getShort(2 * i));
      case UINT4, INT4 -> i -> nibble(raw.get(i / 2), i);
      default -> i -> extended(raw.get(i));
    };
  }

  /** The lowest bits of a value, sign-extended or not as the type says. */
  private long extended(long value) {
    int unused = 64 - type.bits();
    return type.isSigned() ? value << unused >> unused : value << unused >>> unused;
  }

  private long nibble(int packed, int index) {
    return extended(packed >> (index % 2 * 4));
  }

  private long unsigned64(long value) {
    if (value < 0) {
      throw ImportException.of(
          "%s holds %s; integers must be below 2^63", owner, Long.toUnsignedString(value));
    }
    return value;
  }

  /** The value of an IEEE binary16 number: (−1)^s·m·2^−24 if subnormal. */
  private static double half(int bits) {
    int exponent = bits >> 10 & 31;
    int mantissa = bits & 1023;
    double magnitude =
        exponent == 31
            ? (mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
            : exponent == 0
                ? Math.scalb((double) mantissa, -24)
                : Math.scalb((double) (mantissa | 1024), exponent - 25);
    return (bits & 0x8000) != 0 ? -magnitude : magnitude;
  }
}
