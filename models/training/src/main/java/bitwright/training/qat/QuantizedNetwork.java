package bitwright.training.qat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.initializer.UniformInitializer;
import bitwright.training.data.Digits;
import bitwright.training.network.LayerPlan;
import bitwright.training.network.NetworkPlan;
import bitwright.training.network.PoolPlan;
import bitwright.training.network.ProductPlan;
import bitwright.training.network.ResidualPlan;
import bitwright.training.network.TrainedLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The trainable form of a {@link NetworkPlan}: product, normalization, quantizer, and so on. */
final class QuantizedNetwork {

  private static final float LARGEST_FIRST_BIAS = 0.05f;

  private final NetworkPlan plan;
  private final Random random;
  private final SequentialBlock block = new SequentialBlock();
  private final List<QuantizedProduct> products = new ArrayList<>();
  private final List<Optional<BatchNorm>> normalizations = new ArrayList<>();

  QuantizedNetwork(NetworkPlan plan, long seed) {
    this.plan = plan;
    this.random = new Random(seed);
    plan.layers().forEach(layer -> add(block, layer));
  }

  /** The block to train: quantized pixels of {@link #inputShape} to {@code [batch, 10]} logits. */
  Block block() {
    return block;
  }

  /** The shape of a batch of inputs. */
  Shape inputShape(int batch) {
    return plan.takesMap()
        ? new Shape(batch, 1, Digits.SIDE, Digits.SIDE)
        : new Shape(batch, Digits.PIXELS);
  }

  /** The parameters as they are now, on their grids, in the order of {@link NetworkPlan}. */
  List<TrainedLayer> trainedLayers() {
    List<TrainedLayer> trained = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      QuantizedProduct product = products.get(i);
      trained.add(
          new TrainedLayer(
              product.quantizedWeights(),
              product.biases(),
              normalizations.get(i).map(QuantizedNetwork::parameters)));
    }
    return List.copyOf(trained);
  }

  private void add(SequentialBlock sequence, LayerPlan layer) {
    if (layer instanceof ProductPlan product) {
      addProduct(sequence, product);
    } else if (layer instanceof PoolPlan pool) {
      sequence.addSingleton(x -> pooled(pool, x));
      pool.activation().map(QuantizedActivation::new).ifPresent(sequence::add);
    } else if (layer instanceof ResidualPlan residual) {
      SequentialBlock branch = new SequentialBlock();
      residual.branch().forEach(inner -> add(branch, inner));
      sequence.add(
          new ParallelBlock(
              both -> new NDList(both.get(0).get(0).add(both.get(1).get(0))),
              List.of(Blocks.identityBlock(), branch)));
      sequence.add(new QuantizedActivation(residual.activation()));
    }
  }

  private void addProduct(SequentialBlock sequence, ProductPlan layer) {
    QuantizedProduct product = new QuantizedProduct(plan.weights(layer), layer);
    product.setInitializer(new UniformInitializer(LARGEST_FIRST_BIAS), Parameter.Type.BIAS);
    Optional<BatchNorm> normalization =
        layer.normalized() ? Optional.of(normalization(random)) : Optional.empty();
    products.add(product);
    normalizations.add(normalization);
    if (plan.takesMap() && layer.window().isEmpty()) {
      sequence.add(Blocks.batchFlattenBlock());
    }
    sequence.add(product);
    normalization.ifPresent(sequence::add);
    layer.activation().map(QuantizedActivation::new).ifPresent(sequence::add);
  }

  private static NDArray pooled(PoolPlan plan, NDArray x) {
    Shape kernel = new Shape(plan.window().kernel(), plan.window().kernel());
    Shape stride = new Shape(plan.window().stride(), plan.window().stride());
    Shape padding = new Shape(plan.window().padding(), plan.window().padding());
    return switch (plan.kind()) {
      case MAX -> Pool.maxPool2d(x, kernel, stride, padding, false);
      case AVERAGE -> Pool.avgPool2d(x, kernel, stride, padding, false, false);
      case GLOBAL_AVERAGE -> Pool.globalAvgPool2d(x);
    };
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
