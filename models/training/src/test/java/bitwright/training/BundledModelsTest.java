package bitwright.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import bitwright.training.data.Digits;
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
      assertTrue(percent >= (name.equals("digits-xnor") ? 92 : 95), name + percent);
    }
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
      for (int layer = 1; layer <= network.plan().layers().size(); layer++) {
        float[] weights = initializers.get("layer" + layer + "_weight");
        // In digits-shift the scale follows the product, so the weights are grid values already.
        float[] scales =
            network.style() == GraphStyle.SCALED_MATMUL
                ? new float[] {1}
                : initializers.get("layer" + layer + "_weight_scale");
        for (int i = 0; i < weights.length; i++) {
          double x = weights[i] / (double) scales[i % scales.length];
          double nearest = network.plan().weights().grid().nearest(x);
          assertEquals(nearest, x, 1e-6 * Math.abs(nearest), network.plan().name() + " " + i);
          checked++;
        }
      }
    }
    assertEquals((784 + 128 + 10) * 128 + 3 * (784 + 64 + 10) * 64, checked);
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
