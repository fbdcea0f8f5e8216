package bitwright.training.qat;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import bitwright.training.data.Augmenter;
import bitwright.training.data.Digits;
import bitwright.training.network.NetworkPlan;
import bitwright.training.network.TrainedLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Trains a network with quantization in the loop: Adam, cross entropy, freshly bent digits in every
 * epoch, a step size that falls to zero along a cosine.
 */
public final class NetworkTrainer {

  private static final int BATCH = 100;

  private final NetworkPlan plan;
  private final Recipe recipe;
  private final Digits digits;
  private final long seed;

  /** A trainer whose result depends on these four alone. */
  public NetworkTrainer(NetworkPlan plan, Recipe recipe, Digits digits, long seed) {
    this.plan = plan;
    this.recipe = recipe;
    this.digits = digits;
    this.seed = seed;
  }

  /**
   * Trains from scratch and returns the layers, first to last.
   *
   * @param progress told the epoch, from 1 on, and its mean loss
   */
  public List<TrainedLayer> train(BiConsumer<Integer, Double> progress) {
    Engine.getInstance().setRandomSeed((int) seed);
    QuantizedNetwork network = new QuantizedNetwork(plan, seed);
    try (Model model = Model.newInstance(plan.name())) {
      model.setBlock(network.block());
      try (Trainer trainer = model.newTrainer(config())) {
        Shape shape = network.inputShape(BATCH);
        trainer.initialize(shape);
        Augmenter augmenter = new Augmenter(recipe.augmentation(), seed);
        Random order = new Random(seed);
        for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
          progress.accept(epoch, epoch(trainer, shape, augmenter, order));
        }
      }
      return network.trainedLayers();
    }
  }

  private DefaultTrainingConfig config() {
    int steps = recipe.epochs() * (digits.size() / BATCH);
    Tracker learningRate =
        Tracker.cosine()
            .setBaseValue(recipe.learningRate())
            .optFinalValue(0)
            .setMaxUpdates(steps)
            .build();
    return new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
        .optOptimizer(Optimizer.adam().optLearningRateTracker(learningRate).build());
  }

  /** One pass over the digits; a last incomplete batch is left out. Returns the mean loss. */
  private double epoch(Trainer trainer, Shape shape, Augmenter augmenter, Random order) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < digits.size(); i++) {
      indices.add(i);
    }
    Collections.shuffle(indices, order);
    int batches = digits.size() / BATCH;
    double loss = 0;
    for (int batch = 0; batch < batches; batch++) {
      loss += step(trainer, shape, augmenter, indices.subList(batch * BATCH, (batch + 1) * BATCH));
    }
    return loss / batches;
  }

  private double step(Trainer trainer, Shape shape, Augmenter augmenter, List<Integer> indices) {
    float[] pixels = new float[BATCH * Digits.PIXELS];
    float[] labels = new float[BATCH];
    for (int i = 0; i < BATCH; i++) {
      augmenter.bend(digits.pixels(indices.get(i)), pixels, i * Digits.PIXELS);
      labels[i] = digits.labels().get(indices.get(i));
    }
    plan.input().apply(pixels);
    try (NDManager manager = trainer.getManager().newSubManager()) {
      NDList x = new NDList(manager.create(pixels, shape));
      NDList y = new NDList(manager.create(labels));
      double value;
      try (GradientCollector gradients = trainer.newGradientCollector()) {
        NDArray loss = trainer.getLoss().evaluate(y, trainer.forward(x));
        gradients.backward(loss);
        value = loss.getFloat();
      }
      trainer.step();
      return value;
    }
  }
}
