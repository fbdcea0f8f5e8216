package bitwright.training.qat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import bitwright.training.data.Augmenter;
import bitwright.training.data.Digits;
import bitwright.training.grid.IntegerGrid;
import bitwright.training.grid.WeightScale;
import bitwright.training.network.ActivationRule;
import bitwright.training.network.InputRule;
import bitwright.training.network.NetworkPlan;
import bitwright.training.network.ProductPlan;
import bitwright.training.network.TrainedLayer;
import bitwright.training.network.WeightRule;
import bitwright.training.qonnx.GraphEvaluator;
import bitwright.training.qonnx.GraphStyle;
import bitwright.training.qonnx.QonnxExporter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTrainerTest {

  private static final ActivationRule UINT4 =
      new ActivationRule(new IntegerGrid(4, false), 0.25f, true);

  private static final NetworkPlan PLAN =
      new NetworkPlan(
          "bars",
          InputRule.plain(new ActivationRule(new IntegerGrid(4, false), 1 / 15f, false)),
          new WeightRule(new IntegerGrid(4, true), WeightScale.PER_CHANNEL, 3),
          List.of(ProductPlan.hidden(16, UINT4), ProductPlan.biasedOutput(Digits.CLASSES)));

  /** Class k is a white bar over rows 2k and 2k + 1, brighter from image to image. */
  private static Digits bars() {
    List<byte[]> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      byte[] image = new byte[Digits.PIXELS];
      int label = i % Digits.CLASSES;
      for (int pixel = 0; pixel < 2 * Digits.SIDE; pixel++) {
        image[2 * label * Digits.SIDE + pixel] = (byte) (150 + i / 4);
      }
      images.add(image);
      labels.add(label);
    }
    return new Digits(images, labels);
  }

  private static ModelProto train(long seed) {
    Recipe recipe = new Recipe(10, 0.01f, new Augmenter.Strength(0, 0, 0, 0.1));
    List<TrainedLayer> layers =
        new NetworkTrainer(PLAN, recipe, bars(), seed)
            .train((epoch, loss) -> assertTrue(Double.isFinite(loss)));
    ModelProto model = QonnxExporter.export(PLAN, GraphStyle.RESHAPED_MATMUL, layers);
    assertEquals(model, QonnxExporter.export(PLAN, GraphStyle.RESHAPED_MATMUL, layers));
    return model;
  }

  @Test
  void equalSeedsGiveEqualBytesAndTheNetworkLearns() {
    ModelProto first = train(1);
    assertEquals(first.toByteString(), train(1).toByteString());
    assertNotEquals(first.toByteString(), train(2).toByteString());

    Digits bars = bars();
    GraphEvaluator graph = new GraphEvaluator(first);
    for (int i = 0; i < bars.size(); i++) {
      double[] logits = graph.logits(bars.pixels(i));
      for (int k = 0; k < logits.length; k++) {
        assertTrue(logits[k] <= logits[bars.labels().get(i)], "image " + i);
      }
    }
  }
}
