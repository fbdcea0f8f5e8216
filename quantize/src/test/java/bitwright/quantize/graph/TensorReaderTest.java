package bitwright.quantize.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto;
import bitwright.quantize.ImportException;
import bitwright.quantize.tensor.Tensor;
import bitwright.quantize.writer.QonnxBuilder;
import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements of every type, from raw bytes and from typed fields. */
class TensorReaderTest {

  @ParameterizedTest
  @CsvSource({
    "FLOAT, 0000c03f 000080bf, 1.5, -1",
    "DOUBLE, 000000000000f83f 000000000000f0bf, 1.5, -1",
    "FLOAT16, 003e 0100, 1.5, 5.9604644775390625E-8",
    "BFLOAT16, c03f 80bf, 1.5, -1",
    "INT8, ff 7f, -1, 127",
    "UINT8, ff 7f, 255, 127",
    "BOOL, 01 00, 1, 0",
    "INT16, feff 0100, -2, 1",
    "UINT16, feff 0100, 65534, 1",
    "INT32, feffffff 01000000, -2, 1",
    "UINT32, feffffff 01000000, 4294967294, 1",
    "INT64, feffffffffffffff 0100000000000000, -2, 1",
    "UINT64, feffffffffffff7f 0100000000000000, 9223372036854775806, 1",
    "INT4, 8f, -1, -8",
    "UINT4, 8f, 15, 8"
  })
  void rawBytes(ElementType type, String hex, String first, String second) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    Tensor tensor =
        TensorReader.read(
            "t",
            QonnxBuilder.tensor("t", type.number(), 2)
                .setRawData(ByteString.copyFrom(bytes))
                .build());
    assertValue(first, tensor, 0);
    assertValue(second, tensor, 1);
  }

  @Test
  void typedFields() {
    assertValue("-3", read(QonnxBuilder.tensor("t", 3).addInt32Data(-3)), 0);
    assertValue("65000", read(QonnxBuilder.tensor("t", 4).addInt32Data(65000)), 0);
    assertValue("1.5", read(QonnxBuilder.tensor("t", 10).addInt32Data(0x3e00)), 0);
    assertValue("-7", read(QonnxBuilder.tensor("t", 7).addInt64Data(-7)), 0);
    assertValue("7", read(QonnxBuilder.tensor("t", 13).addUint64Data(7)), 0);
    assertValue("0.1", read(QonnxBuilder.tensor("t", 11).addDoubleData(0.1)), 0);
    Tensor nibbles = read(QonnxBuilder.tensor("t", 22, 3).addInt32Data(0x7f).addInt32Data(8));
    assertValue("-1", nibbles, 0);
    assertValue("7", nibbles, 1);
    assertValue("-8", nibbles, 2);
  }

  @Test
  void infinitiesAndNanAreFoundLater() {
    Tensor half =
        read(
            QonnxBuilder.tensor("t", 10, 3)
                .addInt32Data(0)
                .addInt32Data(0x7c00)
                .addInt32Data(0x7e00));
    assertEquals(1, half.firstNonFinite().orElseThrow());
    assertTrue(Double.isNaN(half.approximate(2)));
  }

  @Test
  void whatDoublesOrLongsCannotHoldIsRefused() {
    var tooBig = QonnxBuilder.tensor("t", 13).addUint64Data(-1);
    assertThrows(ImportException.class, () -> read(tooBig));
    var float8 = QonnxBuilder.tensor("t", 17).addInt32Data(0);
    assertThrows(ImportException.class, () -> read(float8));
  }

  private static Tensor read(TensorProto.Builder tensor) {
    return TensorReader.read("t", tensor.build());
  }

  private static void assertValue(String expected, Tensor tensor, int index) {
    if (tensor.kind() == Tensor.Kind.INTEGER) {
      assertEquals(new BigInteger(expected), tensor.value(index).getNumerator());
    } else {
      assertEquals(Double.parseDouble(expected), tensor.approximate(index));
    }
  }
}
