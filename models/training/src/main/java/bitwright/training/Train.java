package bitwright.training;

import ai.onnx.proto.OnnxMl.ModelProto;
import bitwright.training.data.AtomicFile;
import bitwright.training.data.NpyFile;
import bitwright.training.data.Split;
import bitwright.training.network.TrainedLayer;
import bitwright.training.qat.NetworkTrainer;
import bitwright.training.qat.Recipe;
import bitwright.training.qonnx.GraphEvaluator;
import bitwright.training.qonnx.QonnxExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trains the bundled networks and writes them, with the held-out images, to the models folder. */
public final class Train {

  private Train() {}

  /**
   * Entry point; exits with 2 on wrong arguments and with 3 if a file cannot be read or written.
   *
   * @param args see {@link Options#USAGE}
   */
  public static void main(String[] args) {
    // One thread, so that sums have one order; offline, so that nothing but the class path is used.
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("ai.djl.offline", "true");
    try {
      run(Options.parse(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(3);
    }
  }

  private static void run(Options options) throws IOException {
    long seed = options.seed();
    for (DataSet data : DataSet.values()) {
      List<BundledNetwork> wanted =
          BundledNetwork.all().stream()
              .filter(network -> network.data() == data)
              .filter(network -> options.wants(network.plan().name()))
              .toList();
      if (!wanted.isEmpty()) {
        train(data, wanted, options);
      }
    }
  }

  private static void train(DataSet data, List<BundledNetwork> networks, Options options)
      throws IOException {
    long seed = options.seed();
    Split split = Split.draw(data.read(options.folder(data)), data.heldOutPerClass(), seed);
    System.out.printf(
        "seed %d: %d of %s for training, %d held out%n",
        seed, split.training().size(), data.prefix(), split.heldOut().size());
    Path models = options.models();
    NpyFile.writeImages(models.resolve(data.prefix() + ".npy"), split.heldOut());
    NpyFile.writeLabels(models.resolve(data.prefix() + "-labels.npy"), split.heldOut());
    NpyFile.writeImages(
        models.resolve(data.prefix() + "-calibration.npy"),
        split.calibration(DataSet.CALIBRATION_PER_CLASS));
    for (BundledNetwork network : networks) {
      Path file = network.file(models);
      Files.createDirectories(file.getParent());
      AtomicFile.write(file, train(network, options, split).toByteArray());
      report(network.plan().name(), file, split);
    }
  }

  private static ModelProto train(BundledNetwork network, Options options, Split split) {
    int epochs = options.epochs().orElse(network.recipe().epochs());
    Recipe recipe = network.recipe().withEpochs(epochs);
    List<TrainedLayer> layers =
        new NetworkTrainer(network.plan(), recipe, split.training(), options.seed())
            .train(
                (epoch, loss) ->
                    System.out.printf(
                        "%s: epoch %d of %d, loss %.4f%n",
                        network.plan().name(), epoch, epochs, loss));
    return QonnxExporter.export(network.plan(), network.style(), layers);
  }

  /** Reads the written file back, since it is the file whose accuracy counts. */
  private static void report(String name, Path file, Split split) throws IOException {
    GraphEvaluator graph = new GraphEvaluator(ModelProto.parseFrom(Files.readAllBytes(file)));
    System.out.printf(
        "%s: %d bytes, accuracy %.2f %% held out, %.2f %% training%n",
        name,
        Files.size(file),
        Accuracy.percent(graph, split.heldOut()),
        Accuracy.percent(graph, split.training()));
  }
}
