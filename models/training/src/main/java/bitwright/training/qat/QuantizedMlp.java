package bitwright.training.qat;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.initializer.UniformInitializer;
import bitwright.training.data.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The trainable form of a {@link NetworkPlan}: dense, normalization, quantizer, and so on. */
final class QuantizedMlp {

  private static final int CLASSES = 10;

  private final SequentialBlock block = new SequentialBlock();
  private final List<QuantizedDense> layers = new ArrayList<>();
  private final List<Optional<BatchNorm>> normalizations = new ArrayList<>();

  QuantizedMlp(NetworkPlan plan, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < plan.hidden().size(); i++) {
      addLayer(plan.weights(), plan.hidden().get(i), plan.hiddenBias(), true, random);
      block.add(new QuantizedActivation(plan.activations().get(i)));
    }
    boolean normalized = plan.outputNormalized();
    addLayer(plan.weights(), CLASSES, !normalized, normalized, random);
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

  private void addLayer(
      WeightRule rule, int outputs, boolean biased, boolean normalized, Random random) {
    QuantizedDense dense = new QuantizedDense(rule, outputs, biased);
    dense.setInitializer(new UniformInitializer(0.05f), Parameter.Type.BIAS);
    layers.add(dense);
    block.add(dense);
    Optional<BatchNorm> normalization = Optional.empty();
    if (normalized) {
      normalization =
          Optional.of(BatchNorm.builder().optEpsilon(TrainedLayer.Normalization.EPSILON).build());
      // Half the factors start negative, so that the networks have falling steps as well.
      normalization
          .get()
          .setInitializer(
              (manager, shape, type) -> {
                float[] signs = new float[(int) shape.size()];
                for (int i = 0; i < signs.length; i++) {
                  signs[i] = random.nextBoolean() ? 1 : -1;
                }
                return manager.create(signs, shape);
              },
              Parameter.Type.GAMMA);
      block.add(normalization.get());
    }
    normalizations.add(normalization);
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
