package bitwright.training.qat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import bitwright.training.data.Augmenter;
import bitwright.training.data.Digits;
import bitwright.training.grid.IntegerGrid;
import bitwright.training.grid.WeightScale;
import bitwright.training.network.ActivationRule;
import bitwright.training.network.InputRule;
import bitwright.training.network.NetworkPlan;
import bitwright.training.network.PoolPlan;
import bitwright.training.network.ProductPlan;
import bitwright.training.network.ResidualPlan;
import bitwright.training.network.TrainedLayer;
import bitwright.training.network.WeightRule;
import bitwright.training.network.Window;
import bitwright.training.qonnx.GraphEvaluator;
import bitwright.training.qonnx.GraphStyle;
import bitwright.training.qonnx.QonnxExporter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvolutionTrainerTest {

  private static final ActivationRule UINT4 =
      new ActivationRule(new IntegerGrid(4, false), 0.25f, true);
  private static final ActivationRule INT5 =
      new ActivationRule(new IntegerGrid(5, true), 0.1875f, false);

  private static final NetworkPlan PLAN =
      new NetworkPlan(
          "patches",
          InputRule.plain(new ActivationRule(new IntegerGrid(4, false), 1 / 15f, false)),
          new WeightRule(new IntegerGrid(4, true), WeightScale.PER_CHANNEL, 3),
          List.of(
              ProductPlan.convolution(4, new Window(3, 2, 1), UINT4),
              PoolPlan.max(new Window(3, 2, 1)),
              new ResidualPlan(
                  List.of(
                      ProductPlan.depthwise(4, Window.same(3), UINT4),
                      ProductPlan.convolution(4, Window.valid(1), INT5)
                          .withBias()
                          .withoutNormalization()
                          .withWeights(
                              new WeightRule(new IntegerGrid(5, true), WeightScale.PER_TENSOR, 3))),
                  UINT4),
              PoolPlan.average(Window.tiles(2), UINT4),
              ProductPlan.biasedOutput(Digits.CLASSES)));

  /** Class k is a white square, k mod 4 from the left, k / 4 from the top. */
  private static Digits squares() {
    List<byte[]> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      byte[] image = new byte[Digits.PIXELS];
      int label = i % Digits.CLASSES;
      for (int pixel = 0; pixel < 64; pixel++) {
        int row = label / 4 * 9 + pixel / 8;
        int column = label % 4 * 6 + pixel % 8;
        image[row * Digits.SIDE + column] = (byte) (150 + i / 4);
      }
      images.add(image);
      labels.add(label);
    }
    return new Digits(images, labels);
  }

  private static ModelProto train() {
    Recipe recipe = new Recipe(15, 0.01f, new Augmenter.Strength(0, 0, 0, 0.1));
    List<TrainedLayer> layers =
        new NetworkTrainer(PLAN, recipe, squares(), 1)
            .train((epoch, loss) -> assertTrue(Double.isFinite(loss)));
    assertEquals(PLAN.products().size(), layers.size());
    return QonnxExporter.export(PLAN, GraphStyle.TRANSPOSED_MATMUL, layers);
  }

  @Test
  void theExportedGraphHasLearntWhatWasTrained() {
    ModelProto model = train();
    assertEquals(model.toByteString(), train().toByteString());
    NodeProto sum =
        model.getGraph().getNodeList().stream()
            .filter(node -> node.getName().equals("block1_add"))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of("layer3_quant_out", "pool1_out"), sum.getInputList());

    Digits squares = squares();
    GraphEvaluator graph = new GraphEvaluator(model);
    for (int i = 0; i < squares.size(); i++) {
      double[] logits = graph.logits(squares.pixels(i));
      for (int k = 0; k < logits.length; k++) {
        assertTrue(logits[k] <= logits[squares.labels().get(i)], "image " + i);
      }
    }
  }
}
