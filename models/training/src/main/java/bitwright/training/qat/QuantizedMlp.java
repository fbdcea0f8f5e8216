package bitwright.training.qat;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.initializer.UniformInitializer;
import bitwright.training.data.Digits;
import bitwright.training.network.LayerPlan;
import bitwright.training.network.NetworkPlan;
import bitwright.training.network.TrainedLayer;
import bitwright.training.network.WeightRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The trainable form of a {@link NetworkPlan}: dense, normalization, quantizer, and so on. */
final class QuantizedMlp {

  private static final float LARGEST_FIRST_BIAS = 0.05f;

  private final SequentialBlock block = new SequentialBlock();
  private final List<QuantizedDense> layers = new ArrayList<>();
  private final List<Optional<BatchNorm>> normalizations = new ArrayList<>();

  QuantizedMlp(NetworkPlan plan, long seed) {
    Random random = new Random(seed);
    for (LayerPlan layer : plan.layers()) {
      QuantizedDense product = product(plan.weights(), layer);
      Optional<BatchNorm> normalization =
          layer.normalized() ? Optional.of(normalization(random)) : Optional.empty();
      layers.add(product);
      normalizations.add(normalization);
      block.add(product);
      normalization.ifPresent(block::add);
      layer.activation().map(QuantizedActivation::new).ifPresent(block::add);
    }
  }

  /** The block to train: {@code [batch, 784]} quantized pixels to {@code [batch, 10]} logits. */
  Block block() {
    return block;
  }

  /** The shape of a batch of inputs. */
  static Shape inputShape(int batch) {
    return new Shape(batch, Digits.PIXELS);
  }

  /** The parameters as they are now, on their grids. */
  List<TrainedLayer> trainedLayers() {
    List<TrainedLayer> trained = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      QuantizedDense layer = layers.get(i);
      trained.add(
          new TrainedLayer(
              layer.quantizedWeights(),
              layer.biases(),
              normalizations.get(i).map(QuantizedMlp::parameters)));
    }
    return List.copyOf(trained);
  }

  private static QuantizedDense product(WeightRule rule, LayerPlan layer) {
    QuantizedDense product = new QuantizedDense(rule, layer.outputs(), layer.biased());
    product.setInitializer(new UniformInitializer(LARGEST_FIRST_BIAS), Parameter.Type.BIAS);
    return product;
  }

  /** Half the factors start negative, so that the networks have falling steps as well. */
  private static BatchNorm normalization(Random random) {
    BatchNorm block = BatchNorm.builder().optEpsilon(TrainedLayer.Normalization.EPSILON).build();
    block.setInitializer(
        (manager, shape, type) -> {
          float[] signs = new float[(int) shape.size()];
          for (int i = 0; i < signs.length; i++) {
            signs[i] = random.nextBoolean() ? 1 : -1;
          }
          return manager.create(signs, shape);
        },
        Parameter.Type.GAMMA);
    return block;
  }

  private static TrainedLayer.Normalization parameters(BatchNorm block) {
    return new TrainedLayer.Normalization(
        values(block, "gamma"),
        values(block, "beta"),
        values(block, "runningMean"),
        values(block, "runningVar"));
  }

  private static float[] values(BatchNorm block, String parameter) {
    return block.getDirectParameters().get(parameter).getArray().toFloatArray();
  }
}
