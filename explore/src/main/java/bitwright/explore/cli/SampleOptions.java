package bitwright.explore.cli;

import bitwright.arith.format.Levels;
import bitwright.arith.format.Reals;
import bitwright.arith.network.Network;
import bitwright.arith.step.Stage.Quantizer;
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

  /** Refuses to write over the vectors that are read. */
  void requireOther(String option, Path output) {
    if (inputs != null
        && inputs.toAbsolutePath().normalize().equals(output.toAbsolutePath().normalize())) {
      throw CliException.usage("%s %s is the file of --inputs; name another", option, output);
    }
  }

  long seed() {
    return seed;
  }

  /** Reads or makes the vectors. */
  Samples load(Home home, Console console, Model model, Path labels) {
    if (limit != null && limit < 1) {
      throw CliException.usage("--limit %d is not allowed; use at least 1", limit);
    }
    Samples samples = choose(home, model, labels);
    if (inputs != null) {
      model.assumedInput().ifPresent(input -> requireInRange(samples, input));
    }
    if (limit != null && limit > samples.vectors()) {
      console.log("--limit %d: there are only %d vectors", limit, samples.vectors());
    }
    return limit == null ? samples : samples.first(limit);
  }

  /** An input format that nobody stated must not bound the inputs: out of range is refused. */
  private static void requireInRange(Samples samples, Quantizer input) {
    Levels levels = input.format().levels();
    double least = Reals.toDouble(input.value(levels.code(0)));
    double greatest = Reals.toDouble(input.value(levels.code(levels.count() - 1)));
    for (float x : samples.values()) {
      if (x < least || x > greatest) {
        throw CliException.data(
            "%s: the input %s lies outside %s … %s, the range of the %s that stands for an unquantized"
                + " input; state another with --input-format and --input-scale",
            samples.source(), x, least, greatest, input.format().name());
      }
    }
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
