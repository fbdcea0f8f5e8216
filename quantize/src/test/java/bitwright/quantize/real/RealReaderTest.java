package bitwright.quantize.real;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.quantize.ImportException;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealReaderTest {

  private static final double NEAR = 1e-12;

  @Test
  void normalizationAndScalesDisappearIntoTheLayerBefore() {
    QonnxBuilder b = new QonnxBuilder();
    String x = b.input("x", 1, 2);
    String w = b.floats("w", new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    String y = b.node("MatMul", "product", List.of(x, w));
    y = b.node("Add", "bias", List.of(y, b.floats("b", new float[] {1, 0, -1}, 3)));
    y =
        b.node(
            "BatchNormalization",
            "norm",
            List.of(
                y,
                b.floats("gamma", new float[] {2, 1, -1}, 3),
                b.floats("beta", new float[] {0, 1, 2}, 3),
                b.floats("mean", new float[] {1, 1, 1}, 3),
                b.floats("variance", new float[] {4, 1, 1}, 3)),
            QonnxBuilder.attribute("epsilon", 0f));
    y = b.node("Mul", "scale", List.of(y, b.scalar("two", 2)));
    b.output(b.node("Relu", "relu", List.of(y)), 1, 3);

    RealNetwork network = RealReader.read(b.bytes());

    assertEquals(2, network.nodes().size());
    Linear linear = network.linear(0);
    // 2 · (γ·(x·w + b − μ)/σ + β), by hand: γ/σ = 1, 1, −1.
    assertArrayEquals(new double[] {2, 8}, linear.weights()[0], NEAR);
    assertArrayEquals(new double[] {4, 10}, linear.weights()[1], NEAR);
    assertArrayEquals(new double[] {-6, -12}, linear.weights()[2], NEAR);
    assertArrayEquals(new double[] {0, 0, 8}, linear.bias(), NEAR);
    double[] outputs = new RealEvaluator(network).outputs(new double[] {1, -1});
    assertArrayEquals(new double[] {0, 0, 14}, outputs, NEAR);
  }

  @Test
  void convolutionAndPoolsFollowTheirDefinitions() {
    QonnxBuilder b = new QonnxBuilder();
    String x = b.input("x", 1, 1, 3, 3);
    String w = b.floats("w", new float[] {1, 0, 0, -1}, 1, 1, 2, 2);
    String y =
        b.node(
            "Conv", "conv", List.of(x, w), QonnxBuilder.attribute("pads", List.of(0L, 0L, 1L, 1L)));
    y =
        b.node(
            "MaxPool", "pool", List.of(y), QonnxBuilder.attribute("kernel_shape", List.of(2L, 2L)));
    y = b.node("GlobalAveragePool", "mean", List.of(y));
    b.output(b.node("Flatten", "flat", List.of(y)), 1, 1);

    double[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    RealEvaluator.Values values = new RealEvaluator(RealReader.read(b.bytes())).values(image);

    // x[i,j] − x[i+1,j+1], the border zero.
    assertArrayEquals(new double[] {-4, -4, 3, -4, -4, 6, 7, 8, 9}, values.of(0), NEAR);
    assertArrayEquals(new double[] {-4, 6, 8, 9}, values.of(1), NEAR);
    assertArrayEquals(new double[] {19 / 4.0}, values.of(2), NEAR);
  }

  @Test
  void whatCannotBeQuantizedIsRefusedByName() {
    QonnxBuilder b = new QonnxBuilder();
    String x = b.input("x", 1, 2);
    b.output(b.node("Sigmoid", "squash", List.of(x)), 1, 2);
    ImportException e = assertThrows(ImportException.class, () -> RealReader.read(b.bytes()));
    assertTrue(e.getMessage().startsWith("Sigmoid 'squash' is not an operator"), e.getMessage());
  }
}
