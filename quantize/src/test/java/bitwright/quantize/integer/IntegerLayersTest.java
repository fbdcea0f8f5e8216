package bitwright.quantize.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.quantize.graph.ElementType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Integer layers compute what {@code MatMulInteger} is defined to compute. */
class IntegerLayersTest {

  private static final int VECTORS = 20;

  static List<SmallModel> models() {
    return SmallModel.all();
  }

  @Test
  void allCombinationsAreThere() {
    assertEquals(2 * 2 * 3 * 3 - 2 * 3, models().size());
  }

  @ParameterizedTest
  @MethodSource("models")
  void sumsAreThoseOfTheDefinition(SmallModel model) {
    Random random = new Random(model.toString().hashCode());
    int columns = SmallModel.COLUMNS;
    int rows = SmallModel.ROWS;
    int[] w = SmallModel.random(model.weight(), columns * rows, random);
    int[] u = SmallModel.random(model.weight(), model.weightZeros(), random);
    int[] x = SmallModel.random(model.input(), VECTORS * columns, random);
    int[] z = SmallModel.random(model.input(), VECTORS, random);
    if (model.inputZero() != SmallModel.Zero.PER_RUN) {
      int zero = model.inputZero() == SmallModel.Zero.ABSENT ? 0 : z[0];
      Arrays.fill(z, zero);
    }
    IntegerLayers layers = IntegerLayers.read(model.builder(w, u, z[0]).bytes());
    IntegerLayer layer = layers.layers().get(0);
    Evaluation golden = new GoldenModel(layer.network("small")).evaluate(layer.codes(x, z));
    for (int v = 0; v < VECTORS; v++) {
      double[] outputs = golden.outputs(v);
      for (int r = 0; r < rows; r++) {
        int sum = 0;
        for (int c = 0; c < columns; c++) {
          int zero = u.length == 0 ? 0 : u[u.length == 1 ? 0 : r];
          sum += (w[c * rows + r] - zero) * (x[v * columns + c] - z[v]);
        }
        assertEquals(sum, golden.lastAccumulators().getLong(v, r), "vector " + v + " row " + r);
        assertEquals(sum, outputs[r]);
      }
    }
  }

  @Test
  void formatsAreTheNarrowestThatHoldTheDifferences() {
    assertEquals(
        "int9n", layer(ElementType.UINT8, SmallModel.Zero.PER_RUN).input().format().name());
    assertEquals("uint8", layer(ElementType.UINT8, SmallModel.Zero.ABSENT).input().format().name());
    assertEquals("int8", layer(ElementType.INT8, SmallModel.Zero.ABSENT).input().format().name());
    assertEquals(
        "int9n", layer(ElementType.UINT8, SmallModel.Zero.CONSTANT).input().format().name());
    assertEquals(
        "int6n", layer(ElementType.UINT8, SmallModel.Zero.ABSENT).weights().format().name());
    IntegerInput centred =
        IntegerInput.of("x", ElementType.UINT8, new IntegerInput.ZeroPoint.Fixed(128));
    assertEquals("int8", centred.format().name());
  }

  private static IntegerLayer layer(ElementType input, SmallModel.Zero zero) {
    byte[] model = new SmallModel(input, ElementType.UINT8, zero, 1).plain().bytes();
    return IntegerLayers.read(model).layer("/dense/MatMul");
  }

  @Test
  void aLayerKnowsItsNames() {
    IntegerLayer layer = layer(ElementType.UINT8, SmallModel.Zero.PER_RUN);
    assertEquals("/dense/MatMul", layer.node());
    assertEquals("dense_matmul", layer.name());
    assertEquals("q", layer.input().tensor());
    assertEquals("q_zero", layer.input().zeroPointTensor().orElseThrow());
    assertEquals("sums", layer.output());
  }

  @Test
  void numbersOfAnotherTypeAreNoInputs() {
    IntegerLayer fixed = layer(ElementType.UINT8, SmallModel.Zero.CONSTANT);
    int[] x = new int[SmallModel.COLUMNS];
    assertEquals(1, fixed.codes(x, new int[] {3}).vectors());
    assertThrows(IllegalArgumentException.class, () -> fixed.codes(x, new int[] {4}));
    assertThrows(IllegalArgumentException.class, () -> fixed.codes(x, new int[] {3, 3}));
    x[2] = 256;
    assertThrows(IllegalArgumentException.class, () -> fixed.codes(x, new int[] {3}));
  }
}
