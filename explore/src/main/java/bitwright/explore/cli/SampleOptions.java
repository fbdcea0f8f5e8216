package bitwright.explore.cli;

import bitwright.arith.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which vectors go through a network. */
final class SampleOptions {

  /** What bytes stand for. */
  enum Bytes {
    /** x/255, as the nearest float32. */
    PIXELS,
    /** The integer itself. */
    INTEGERS
  }

  private static final int RANDOM_VECTORS = 1000;

  @Option(
      names = "--inputs",
      paramLabel = "X.npy",
      description =
          "float32 or uint8, shape [N, ...input shape]. Without it: MODEL.input.npy beside the model,"
              + " else the bundled digits if the network takes 784 inputs, else 1,000 random vectors.")
  private Path inputs;

  @Option(
      names = "--uint8",
      paramLabel = "pixels|integers",
      defaultValue = "pixels",
      description = "What bytes stand for: pixels x/255 (default), or integers.")
  private Bytes bytes;

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N vectors.")
  private Integer limit;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of random vectors and stalls (default: 1).")
  private long seed;

  long seed() {
    return seed;
  }

  /** Reads or makes the vectors. */
  Samples load(Home home, Console console, Model model, Path labels) {
    if (limit != null && limit < 1) {
      throw CliException.usage("--limit %d is not allowed; use at least 1", limit);
    }
    Samples samples = choose(home, model, labels);
    if (limit != null && limit > samples.vectors()) {
      console.log("--limit %d: there are only %d vectors", limit, samples.vectors());
    }
    return limit == null ? samples : samples.first(limit);
  }

  private Samples choose(Home home, Model model, Path labels) {
    Network network = model.network();
    Optional<Path> labelFile = Optional.ofNullable(labels);
    if (inputs != null) {
      return SampleFiles.read(network, "--inputs", inputs, bytes, labelFile);
    }
    Path folder = model.path().toAbsolutePath().getParent();
    Path beside = folder.resolve(model.shortName() + ".input.npy");
    if (Files.exists(beside)) {
      return SampleFiles.read(network, "the model's own input", beside, bytes, labelFile);
    }
    if (network.input().features() == 28 * 28) {
      return SampleFiles.digits(home, network, labelFile);
    }
    if (labels != null) {
      throw CliException.usage("--labels needs --inputs: random vectors have no labels");
    }
    return RandomSamples.of(network, limit == null ? RANDOM_VECTORS : limit, seed);
  }
}
