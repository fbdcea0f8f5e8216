package bitwright.explore.cli;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.cost.CostModel;
import bitwright.cost.Device;
import bitwright.cost.Estimate;
import bitwright.cost.Resources;
import bitwright.hw.Accelerator;
import bitwright.hw.delivery.ClockNames;
import bitwright.hw.delivery.Delivery;
import bitwright.hw.delivery.DeliveryOptions;
import bitwright.hw.delivery.Provenance;
import bitwright.hw.delivery.ResourceEstimate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options that say what a delivered package looks like. */
final class PackageOptions {

  private static final int MOST_FRAMES = 10_000;

  @Option(
      names = "--ports",
      paramLabel = "aclk|ap",
      defaultValue = "aclk",
      description = "Clock and reset: aclk and aresetn (default), or ap_clk and ap_rst_n.")
  private ClockNames clockNames;

  @Option(
      names = "--axi-lite",
      description = "Add registers on AXI4-Lite: identification, frame and back-pressure counters.")
  private boolean axiLite;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "20",
      description = "Frames of the delivered test bench (default: 20).")
  private int frames;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of random frames, where no bundled digits fit (default: 1).")
  private long seed;

  /** The package of an accelerator. */
  Accelerator complete(
      Home home, Model model, Accelerator accelerator, Device device, Optional<FoldTarget> target) {
    if (frames < 1 || frames > MOST_FRAMES) {
      throw CliException.usage("--frames %d is not allowed; use 1 to %,d", frames, MOST_FRAMES);
    }
    Samples samples = samples(home, model).first(frames);
    Evaluation golden = new GoldenModel(model.network()).evaluate(samples.values());
    Provenance provenance =
        new Provenance(
            model.path().getFileName().toString(),
            Optional.of(sha256(model)),
            samples.source(),
            seed);
    return Delivery.complete(
        withFolds(accelerator, target),
        golden,
        provenance,
        Optional.of(estimate(accelerator.plan(), device)),
        new DeliveryOptions(clockNames, axiLite));
  }

  /** With the file that generates the same accelerator again. */
  private static Accelerator withFolds(Accelerator accelerator, Optional<FoldTarget> target) {
    SortedMap<String, byte[]> files = new TreeMap<>(accelerator.files());
    String folds = FoldFile.text(accelerator.plan(), target);
    files.put(FoldFile.NAME, folds.getBytes(StandardCharsets.UTF_8));
    return new Accelerator(accelerator.plan(), accelerator.top(), files, accelerator.taps());
  }

  private static ResourceEstimate estimate(AcceleratorPlan plan, Device device) {
    Estimate estimate = CostModel.estimate(plan, device);
    Resources total = estimate.total();
    return new ResourceEstimate(
        device.name(),
        total.lut(),
        total.ff(),
        total.bram36(),
        total.dsp(),
        estimate.fmaxMHz(),
        estimate.framesPerSecond());
  }

  private Samples samples(Home home, Model model) {
    return model.network().input().features() == 28 * 28
        ? SampleFiles.digits(home, model.network(), Optional.empty())
        : RandomSamples.of(model.network(), frames, seed);
  }

  private static String sha256(Model model) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(model.path())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw CliException.data("MODEL %s cannot be read: %s", model.label(), OutputFile.reason(e));
    }
  }
}
