package bitwright.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import bitwright.training.data.Digits;
import bitwright.training.network.ProductPlan;
import bitwright.training.qonnx.GraphEvaluator;
import bitwright.training.qonnx.GraphStyle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checks the files that are shipped, as they lie in the models folder. */
class BundledModelsTest {

  private static final Path MODELS = Path.of("..");
  private static final int NPY_HEADER = 128;
  private static final int COUNT = 1000;

  private static Digits heldOut() throws IOException {
    byte[] images = Files.readAllBytes(MODELS.resolve("digits.npy"));
    ByteBuffer labels =
        ByteBuffer.wrap(Files.readAllBytes(MODELS.resolve("digits-labels.npy")))
            .order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(NPY_HEADER + COUNT * Digits.PIXELS, images.length);
    assertEquals(NPY_HEADER + COUNT * Long.BYTES, labels.capacity());
    List<byte[]> pixels = new ArrayList<>();
    List<Integer> digits = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      byte[] image = new byte[Digits.PIXELS];
      System.arraycopy(images, NPY_HEADER + i * Digits.PIXELS, image, 0, image.length);
      pixels.add(image);
      digits.add((int) labels.getLong(NPY_HEADER + i * Long.BYTES));
    }
    return new Digits(pixels, digits);
  }

  private static ModelProto model(BundledNetwork network) throws IOException {
    Path file = MODELS.resolve(network.plan().name() + ".onnx");
    return ModelProto.parseFrom(Files.readAllBytes(file));
  }

  @Test
  void accuracyIsWhatTheReadmeSays() throws IOException {
    Digits digits = heldOut();
    String readme = Files.readString(MODELS.resolve("README.md"));
    for (BundledNetwork network : BundledNetwork.all()) {
      String name = network.plan().name();
      double percent = Accuracy.percent(new GraphEvaluator(model(network)), digits);
      String row = readme.lines().filter(l -> l.contains("`" + name + ".onnx`")).findFirst().get();
      assertTrue(row.contains(String.format(Locale.ROOT, "| %.1f %% |", percent)), name + percent);
      assertTrue(percent >= required(name), name + percent);
    }
  }

  private static double required(String name) {
    return switch (name) {
      case "digits-xnor" -> 92;
      case "digits-cnn-xnor" -> 95;
      case "digits-cnn-residual" -> 97.5;
      default -> name.startsWith("digits-cnn") ? 98 : 95;
    };
  }

  @Test
  void convolutionalNetworksAreSmall() throws IOException {
    int checked = 0;
    for (BundledNetwork network : BundledNetwork.all()) {
      if (network.plan().takesMap()) {
        Path file = MODELS.resolve(network.plan().name() + ".onnx");
        assertTrue(Files.size(file) <= 300_000, file + ": " + Files.size(file));
        checked++;
      }
    }
    assertEquals(5, checked);
  }

  @Test
  void shuffledLabelsGiveTheAccuracyOfChance() throws IOException {
    Digits digits = heldOut();
    List<Integer> labels = new ArrayList<>(digits.labels());
    Collections.shuffle(labels, new Random(1));
    GraphEvaluator graph = new GraphEvaluator(model(BundledNetwork.all().get(0)));
    double percent = Accuracy.percent(graph, new Digits(digits.images(), labels));
    assertTrue(percent > 5 && percent < 15, "accuracy " + percent);
  }

  @Test
  void everyOperatorThatIsMeantToBeTriedIsThere() throws IOException {
    List<String> operators = new ArrayList<>();
    for (BundledNetwork network : BundledNetwork.all()) {
      model(network).getGraph().getNodeList().stream()
          .map(NodeProto::getOpType)
          .forEach(operators::add);
    }
    for (String operator :
        List.of(
            "Flatten",
            "Reshape",
            "Transpose",
            "MatMul",
            "Gemm",
            "Mul",
            "Sub",
            "Add",
            "Conv",
            "MaxPool",
            "AveragePool",
            "GlobalAveragePool",
            "Relu",
            "BatchNormalization",
            "Quant",
            "BipolarQuant",
            "FloatQuant")) {
      assertTrue(operators.contains(operator), operator);
    }
  }

  @Test
  void everyWeightLiesOnItsGridAndFarFromATie() throws IOException {
    int checked = 0;
    for (BundledNetwork network : BundledNetwork.all()) {
      Map<String, float[]> initializers = floats(model(network));
      int layer = 0;
      for (ProductPlan product : network.plan().products()) {
        layer++;
        float[] weights = initializers.get("layer" + layer + "_weight");
        // In the shift networks the scale follows the product: the weights are grid values already.
        float[] scales =
            network.style() == GraphStyle.SCALED_MATMUL
                ? new float[] {1}
                : initializers.get("layer" + layer + "_weight_scale");
        boolean columnMajor =
            product.window().isEmpty() && network.style() == GraphStyle.RESHAPED_MATMUL;
        for (int i = 0; i < weights.length; i++) {
          int scale = columnMajor ? i % scales.length : i / (weights.length / scales.length);
          double x = weights[i] / (double) scales[scale];
          double nearest = network.plan().weights(product).grid().nearest(x);
          assertEquals(nearest, x, 1e-6 * Math.abs(nearest), network.plan().name() + " " + i);
          checked++;
        }
      }
    }
    int dense = (784 + 128 + 10) * 128 + 3 * (784 + 64 + 10) * 64;
    int xnor = (9 + 144) * 16 + (400 + 10) * 64;
    int int4 = 9 * 8 + 200 * 16 + (400 + 10) * 32;
    int minifloat = 9 * 8 + 128 * 16 + (400 + 10) * 32;
    int shift = 9 * 8 + (72 + 144) * 16 + (256 + 10) * 32;
    int residual = (9 + 9 + 16) * 16 + (16 + 9 + 32 + 288) * 32 + 32 * 10;
    assertEquals(dense + xnor + int4 + minifloat + shift + residual, checked);
  }

  private static Map<String, float[]> floats(ModelProto model) {
    Map<String, float[]> result = new HashMap<>();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      float[] values = new float[tensor.getRawData().size() / Float.BYTES];
      tensor
          .getRawData()
          .asReadOnlyByteBuffer()
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
      result.put(tensor.getName(), values);
    }
    return result;
  }
}
