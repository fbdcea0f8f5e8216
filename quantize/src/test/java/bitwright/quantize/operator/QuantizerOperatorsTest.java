package bitwright.quantize.operator;

import static bitwright.quantize.writer.QonnxBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.golden.GoldenModel;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportResult;
import bitwright.quantize.OneLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes and traps of QONNX's quantizers, as its code defines them. */
class QuantizerOperatorsTest {

  @Test
  void narrowAndSignedAreTheDefaults() {
    assertEquals("int4n", inputFormat(quant(4)));
    assertEquals("int4", inputFormat(quant(4, attribute("narrow", 0))));
    assertEquals("uint4n", inputFormat(quant(4, attribute("signed", 0))));
    assertEquals("uint1", inputFormat(quant(1, attribute("signed", 0), attribute("narrow", 0))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"qonnx.custom_op.general", "onnx.brevitas", "finn.custom_op.general"})
  void allDomainsMeanTheSame(String domain) {
    ImportResult result =
        OneLayer.input(
            (b, x) ->
                b.node(
                    domain,
                    "IntQuant",
                    "q",
                    List.of(x, b.scalar("s", 1), b.scalar("z", 0), b.scalar("n", 3))));
    assertEquals("int3n", inputFormat(result));
  }

  @Test
  void oneSignedBitIsBipolarAndZeroIsPositive() {
    ImportResult result = quant(1);
    assertEquals("bipolar1", inputFormat(result));
    assertArrayEquals(new int[] {1, 0}, codes(result, 0, -Float.MIN_VALUE));
    assertArrayEquals(new int[] {1, 1}, codes(result, -0.0f, 1));
    assertRefused("zero point", () -> integer(1, 1));
    assertRefused("narrow", () -> quant(1, attribute("signed", 0), attribute("narrow", 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "ROUND, 2, 2, -2, -2",
    "half_even, 2, 2, -2, -2",
    "round, 2, 2, -2, -2",
    "CEIL, 3, 2, -2, -1",
    "FLOOR, 2, 1, -3, -2",
    "UP, 3, 2, -3, -2",
    "DOWN, 2, 1, -2, -1",
    "HALF_UP, 3, 2, -3, -2",
    "HALF_DOWN, 2, 1, -2, -1"
  })
  void roundingModes(String mode, int up, int tie, int downTie, int down) {
    ImportResult result = quant(4, attribute("rounding_mode", mode));
    assertArrayEquals(new int[] {up & 15, tie & 15}, codes(result, 2.5f, 1.5f));
    assertArrayEquals(new int[] {downTie & 15, down & 15}, codes(result, -2.5f, -1.5f));
  }

  @Test
  void aZeroPointShiftsTheCodesAndItsShareBecomesARowConstant() {
    ImportResult result = integer(4, 3);
    assertArrayEquals(new int[] {3, 5}, codes(result, 0, 2));
    var evaluation = new GoldenModel(result.network()).evaluate(new float[] {1, 3});
    assertEquals(1 - 3, evaluation.outputs(0)[0]);
    assertEquals(4 - 6, evaluation.outputInteger(0, 0).intValue());
  }

  @ParameterizedTest
  @CsvSource({
    "4, 3, 7, 448, 0, 1, e4m3fn",
    "4, 3, 7, 480, 0, 0, e4m3",
    "4, 3, 7, 240, 1, 1, e4m3ieee",
    "4, 3, 8, 240, 0, 1, e4m3fnuz",
    "4, 3, 8, 240, 0, 0, e4m3b8",
    "5, 2, 15, 57344, 1, 1, e5m2",
    "5, 2, 15, 57344, 0, 0, e5m2",
    "5, 2, 15, 114688, 0, 0, e5m2finite",
    "2, 1, 1, 6, 0, 0, e2m1",
    "3, 2, 3, 28, 0, 0, e3m2",
    "2, 1, 0, 12, 0, 0, e2m1b0",
    "4, 3, 7, 1e9, 0, 0, e4m3",
    "2, 0, 1, 4, 0, 0, e2m0"
  })
  void maxValTellsWhichCodesAreSpecial(
      int exponent, int mantissa, int bias, float max, int infinity, int nan, String format) {
    ImportResult result =
        minifloat(
            exponent,
            mantissa,
            bias,
            max,
            attribute("rounding_mode", "HALF_UP"),
            attribute("has_infinity", infinity),
            attribute("has_nan", nan));
    assertEquals(format, inputFormat(result));
  }

  @Test
  void aSmallerMaxValOnTheGridSaturatesEarlier() {
    ImportResult result = minifloat(2, 1, 1, 3, attribute("saturation", 1));
    var format = (MinifloatFormat) result.network().input().format();
    int[] codes = codes(result, 5, -100);
    assertEquals(6, format.image(codes[0]).intValue());
    assertEquals(-6, format.image(codes[1]).intValue());
  }

  @Test
  void theLogarithmIsExactJustBelowAPowerOfTwo() {
    ImportResult result = minifloat(4, 3, 7, 480, attribute("rounding_mode", "FLOOR"));
    int code = codes(result, Math.nextDown(256f), 0)[0];
    assertEquals(240 * 512, result.network().input().format().image(code).intValue());
  }

  @Test
  void subnormalsAreProducedWhateverTheFlagSays() {
    ImportResult result = minifloat(2, 1, 1, 6, attribute("has_subnormal", 0));
    assertArrayEquals(new int[] {1, 0}, codes(result, 0.5f, 0.25f));
    assertEquals(1, result.notices().size());
    assertTrue(result.notices().get(0).contains("has_subnormal"));
    assertEquals(List.of(), minifloat(2, 1, 1, 6).notices());
  }

  @Test
  void overflowWithoutSaturationIsRefused() {
    assertRefused("saturation", () -> minifloat(2, 1, 1, 6, attribute("saturation", 0)));
    assertRefused(
        "has_inf",
        () -> minifloat(2, 1, 1, 6, attribute("has_inf", 0), attribute("has_infinity", 0)));
  }

  @Test
  void anUnsignedMinifloatHasNoNegativeCodes() {
    ImportResult result = minifloat(2, 2, 1, 7, attribute("signed", 0));
    assertEquals("ue2m2", inputFormat(result));
    // −3 clamps to 0; 3.5 is 1.75·2, code 10 11; 9 clamps to 7, code 11 11.
    assertArrayEquals(new int[] {0, 0b1011}, codes(result, -3f, 3.5f));
    assertArrayEquals(new int[] {0b1111, 0b0010}, codes(result, 9f, 0.5f));
  }

  private static ImportResult quant(int bits, AttributeProto... attributes) {
    return OneLayer.input(
        (b, x) ->
            b.node(
                "onnx.brevitas",
                "Quant",
                "q",
                List.of(x, b.scalar("s", 1), b.scalar("z", 0), b.scalar("n", bits)),
                attributes));
  }

  private static ImportResult integer(int bits, int zero) {
    return OneLayer.input(
        (b, x) ->
            b.node(
                "onnx.brevitas",
                "Quant",
                "q",
                List.of(x, b.scalar("s", 1), b.scalar("z", zero), b.scalar("n", bits))));
  }

  private static ImportResult minifloat(
      int exponent, int mantissa, int bias, float max, AttributeProto... attributes) {
    return OneLayer.input(
        (b, x) ->
            b.node(
                "onnx.brevitas",
                "FloatQuant",
                "q",
                List.of(
                    x,
                    b.scalar("s", 1),
                    b.scalar("e", exponent),
                    b.scalar("m", mantissa),
                    b.scalar("bias", bias),
                    b.scalar("max", max)),
                attributes));
  }

  private static String inputFormat(ImportResult result) {
    return result.network().input().format().name();
  }

  private static int[] codes(ImportResult result, float... inputs) {
    return new GoldenModel(result.network()).quantize(inputs).codes();
  }

  private static void assertRefused(
      String named, org.junit.jupiter.api.function.Executable executable) {
    String message = assertThrows(ImportException.class, executable).getMessage();
    assertTrue(message.contains(named), message);
  }
}
