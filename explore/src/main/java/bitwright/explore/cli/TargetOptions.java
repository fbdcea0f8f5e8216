package bitwright.explore.cli;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Folding;
import bitwright.cost.CostModel;
import bitwright.cost.Device;
import bitwright.cost.Estimate;
import bitwright.cost.Shortfall;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that ask for a speed on a device instead of for folds. */
final class TargetOptions {

  @Mixin private DeviceOption deviceOption;

  @Option(
      names = "--fps",
      paramLabel = "F",
      description = "Frames per second: the smallest fold that reaches them on --device.")
  private Long framesPerSecond;

  /** The device that is meant, or the usual one. */
  Device device() {
    return deviceOption.device();
  }

  /** The plan that both groups of options ask for. */
  AcceleratorPlan plan(FoldOptions foldOptions, Network network) {
    if (framesPerSecond == null) {
      AcceleratorPlan plan = foldOptions.plan(network);
      if (deviceOption.isGiven()) {
        requireFit(CostModel.estimate(plan, deviceOption.device()));
      }
      return plan;
    }
    if (foldOptions.isGiven()) {
      throw CliException.usage("--fps excludes --fold, --pe, --simd and --cycles; leave them out");
    }
    if (framesPerSecond < 1) {
      throw CliException.usage("--fps %d is not allowed; use at least 1", framesPerSecond);
    }
    return search(network, deviceOption.device());
  }

  /** The smallest balanced fold whose estimated clock gives the frames per second. */
  private AcceleratorPlan search(Network network, Device device) {
    int cycles =
        (int)
            Math.min(
                network.layers().stream().mapToLong(Layer::macs).max().orElseThrow(),
                1_000_000_000L / framesPerSecond);
    Estimate best = null;
    while (cycles >= 1) {
      AcceleratorPlan plan = AcceleratorPlan.of(network, Folding.balanced(network, cycles));
      best = CostModel.estimate(plan, device);
      if (best.framesPerSecond() >= framesPerSecond) {
        requireFit(best);
        return plan;
      }
      long allowed = best.fmaxMHz() * 1_000_000L / framesPerSecond;
      cycles = (int) Math.min(Math.min(best.cyclesPerInference(), cycles) - 1, allowed);
    }
    throw CliException.usage(
        "--fps %d is out of reach on %s; the fastest fold gives %s",
        framesPerSecond, device.name(), best == null ? "less" : best.framesPerSecond());
  }

  private void requireFit(Estimate estimate) {
    if (!estimate.fits()) {
      throw CliException.usage(
          "the accelerator does not fit %s (%s); ask for fewer frames per second or another device",
          estimate.device().name(),
          estimate.shortfalls().stream()
              .map(Shortfall::toString)
              .collect(Collectors.joining("; ")));
    }
  }
}
