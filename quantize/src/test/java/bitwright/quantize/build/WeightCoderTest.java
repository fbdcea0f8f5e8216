package bitwright.quantize.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.FormatNames;
import bitwright.arith.golden.GoldenModel;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.ImportResult;
import bitwright.quantize.OneLayer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights find their format, and keep their values whatever it is. */
class WeightCoderTest {

  private static final ImportOptions DEFAULTS = ImportOptions.defaults();

  @ParameterizedTest
  @CsvSource({
    "1 -2 4 8, pot3",
    "1 -2, pot2",
    "0.3 -0.6 1.2, pot3",
    "1 2 4 8 16 128, pot4",
    "0 1 -2, pot3z",
    "0 -4 1, pot3z",
    "0 8 1, pot4z",
    "0 1 64, pot4z",
    "0 1 128, pot5z",
    "1 -1, bipolar1",
    "-0.7 0.7 0.7, bipolar1",
    "0 0.5 -0.5, ternary",
    "3 -3, bipolar1",
    "0 0, ternary"
  })
  void unquantizedGridsAreRecognised(String values, String format) {
    float[] weights = floats(values);
    ImportResult result = plain(DEFAULTS, weights);
    assertEquals(format, result.network().kernel(0).weights().format().name());
    assertValues(result, weights);
  }

  @ParameterizedTest
  @CsvSource({"1 3", "1 2 256", "1 2 3 4", "0.1 0.2 0.4000001"})
  void otherUnquantizedWeightsAreRefused(String values) {
    String message =
        assertThrows(ImportException.class, () -> plain(DEFAULTS, floats(values))).getMessage();
    assertTrue(message.contains("MatMul 'layer'") && message.contains("Quant"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 1 -2 4 -8, pot3",
    "4, 2 -4 4, pot2",
    "4, 1 -1, int4",
    "4, 1 2 3, int4",
    "4, 0 1 2 4, pot3z",
    "3, 0 1 2, int3",
    "2, 0 1 -1, int2",
    "8, 0 1 64, pot4z",
    "8, -1 -128, pot4"
  })
  void codesThatArePowersOfTwoAreRecognised(int bits, String values, String format) {
    float[] weights = floats(values);
    ImportResult result = quantized(DEFAULTS, bits, weights);
    assertValues(result, weights);
    assertEquals(format, result.network().kernel(0).weights().format().name());
    ImportResult asGiven = quantized(DEFAULTS.withRecognisePowersOfTwo(false), bits, weights);
    assertEquals("int" + bits, asGiven.network().kernel(0).weights().format().name());
  }

  @Test
  void everyRowMayHaveAScaleOfItsOwn() {
    float[] weights = {1, 0.3f, -2, 0.6f, 4, -1.2f};
    ImportResult result =
        OneLayer.weights(DEFAULTS, 3, (b, columns) -> b.floats("w", weights, 3, 2));
    assertEquals("pot3", result.network().kernel(0).weights().format().name());
    double[] y = new GoldenModel(result.network()).evaluate(new float[] {1, 1, 1}).outputs(0);
    assertArrayEquals(new double[] {3, 0.3f + 0.6f - 1.2f}, y, 1e-7);
  }

  @Test
  void theUserMayNameTheFormatOfALayer() {
    float[] weights = {1.5f, -3, 0.5f};
    ImportOptions options = DEFAULTS.withWeightFormat("layer", FormatNames.parse("e2m1"));
    ImportResult result = plain(options, weights);
    assertEquals("e2m1", result.network().kernel(0).weights().format().name());
    assertValues(result, weights);
    ImportOptions tooNarrow = DEFAULTS.withWeightFormat("layer", FormatNames.parse("int2"));
    String message =
        assertThrows(ImportException.class, () -> plain(tooNarrow, weights)).getMessage();
    assertTrue(message.contains("int2") && message.contains("layer"), message);
    ImportOptions elsewhere = DEFAULTS.withWeightFormat("nowhere", FormatNames.parse("int2"));
    message = assertThrows(ImportException.class, () -> plain(elsewhere, 1, -1)).getMessage();
    assertTrue(message.contains("nowhere") && message.contains("layer"), message);
  }

  @Test
  void zeroPointsOfWeightsGoIntoTheCodes() {
    ImportResult result =
        OneLayer.weights(
            DEFAULTS,
            3,
            (b, columns) -> {
              String w = b.raw("w", 2, new byte[] {(byte) 131, 127, (byte) 255}, 3, 1);
              String z = b.raw("z", 2, new byte[] {(byte) 128});
              return b.node("DequantizeLinear", "dq", List.of(w, b.scalar("s", 0.5f), z));
            });
    assertEquals("int8", result.network().kernel(0).weights().format().name());
    assertValues(result, 1.5f, -0.5f, 63.5f);
  }

  @Test
  void latentWeightsAreRoundedExactly() {
    float[] latent = {0.75f, -0.75f, 1.25f, 0.2499f, 9, -9};
    ImportResult result =
        OneLayer.weights(
            DEFAULTS,
            6,
            (b, columns) ->
                b.quant("q", b.floats("w", latent, 6, 1), b.scalar("s", 0.5f), 4, true, true));
    assertValues(result, 1, -1, 1, 0, 3.5f, -3.5f);
  }

  private static ImportResult plain(ImportOptions options, float... weights) {
    return OneLayer.weights(
        options, weights.length, (b, columns) -> b.floats("w", weights, columns, 1));
  }

  private static ImportResult quantized(ImportOptions options, int bits, float... weights) {
    return OneLayer.weights(
        options,
        weights.length,
        (b, columns) ->
            b.quant("q", b.floats("w", weights, columns, 1), b.scalar("s", 1), bits, true, false));
  }

  /** The network's response to unit changes of each input tells its weights. */
  private static void assertValues(ImportResult result, float... weights) {
    GoldenModel model = new GoldenModel(result.network());
    float[] inputs = new float[weights.length];
    java.util.Arrays.fill(inputs, -1);
    double none = model.evaluate(inputs).outputs(0)[0];
    for (int i = 0; i < weights.length; i++) {
      inputs[i] = 1;
      double one = model.evaluate(inputs).outputs(0)[0];
      inputs[i] = -1;
      assertEquals(weights[i], (one - none) / 2, 1e-6, "weight " + i);
    }
  }

  private static float[] floats(String values) {
    String[] parts = values.split(" ");
    float[] floats = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      floats[i] = Float.parseFloat(parts[i]);
    }
    return floats;
  }
}
