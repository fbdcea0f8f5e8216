package bitwright.explore.cli;

import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.MatrixPlan;
import bitwright.cost.CostException;
import bitwright.cost.CostModel;
import bitwright.cost.Device;
import bitwright.cost.Estimate;
import bitwright.cost.Shortfall;
import bitwright.cost.folding.Folded;
import bitwright.cost.folding.FoldingSolver;
import bitwright.cost.folding.Goal;
import bitwright.cost.folding.NetworkEstimator;
import bitwright.cost.folding.NothingFitsException;
import bitwright.cost.timing.Pipelining;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what the hardware is for: a device, its cells, and a speed on it. */
final class TargetOptions {
  private static final String MAX = "max";

  @Mixin private DeviceOption deviceOption;

  @Mixin private CellsOption cellsOption;

  @Option(
      names = "--fps",
      paramLabel = "F|max",
      description =
          "Frames per second on --device: the folds that take least of it, or with 'max' the"
              + " fastest that fit.")
  private String framesPerSecond;

  @Option(
      names = "--clock",
      paramLabel = "MHz",
      description =
          "The clock: pipelines for it, and counts frames per second at it (default: the one that"
              + " the estimate allows).")
  private Integer clock;

  /** The device that is meant, or the usual one. */
  Device device() {
    return deviceOption.device();
  }

  /** Whether a device was named. */
  boolean hasDevice() {
    return deviceOption.isGiven();
  }

  /** Whether an option of this group asks for other hardware than that of no option. */
  boolean isGiven() {
    return deviceOption.isGiven()
        || cellsOption.isGiven()
        || framesPerSecond != null
        || clock != null;
  }

  /** The plan that both groups of options ask for. */
  AcceleratorPlan plan(Console console, FoldOptions foldOptions, Network network) {
    Cells cells = cellsOption.cells(deviceOption);
    if (clock != null && clock < 1) {
      throw CliException.usage("--clock %d is not allowed; use at least 1", clock);
    }
    if (framesPerSecond == null) {
      AcceleratorPlan plan =
          foldOptions.plan(network, new FoldSyntax(cells, cellsOption.isGiven()));
      requireCells(plan);
      return clock == null ? plan : pipelined(plan);
    }
    if (foldOptions.isGiven()) {
      throw CliException.usage("--fps excludes --fold, --pe, --simd and --cycles; leave them out");
    }
    long rate = rate();
    if (console.errTerminal()) {
      console.log("choosing folds for %s", device().name());
    }
    Folded folded = solve(network, new Goal(device(), cells, clock()), rate);
    console.log(
        "%,d frames per second at %d MHz, %.1f %% of %s in the mean of its resources",
        folded.framesPerSecond(),
        folded.clockMHz(),
        100 * folded.meanShare(device()),
        device().name());
    return folded.plan(network);
  }

  private AcceleratorPlan pipelined(AcceleratorPlan plan) {
    try {
      return Pipelining.reach(plan, device(), clock);
    } catch (CostException e) {
      throw CliException.usage("--clock %d: %s", clock, e.getMessage());
    }
  }

  /** The clock that was asked for. */
  OptionalInt clock() {
    return clock == null ? OptionalInt.empty() : OptionalInt.of(clock);
  }

  /** Refuses cells of another family, which a fold file may name. */
  private void requireCells(AcceleratorPlan plan) {
    Cells own = device().family().cells();
    for (MatrixPlan matrix : plan.matrices()) {
      Cells cells = matrix.implementation().cells();
      if (cells.isNative() && cells != own) {
        throw CliException.usage(
            "--fold: layer %s is made of %s, which %s does not have; name the --device that the"
                + " folds are for, or use --cells portable",
            matrix.layer().name(), FoldSyntax.name(cells), device().name());
      }
    }
  }

  /** The rate asked for; 0 for the greatest. */
  private long rate() {
    if (framesPerSecond.equals(MAX)) {
      return 0;
    }
    try {
      long rate = Long.parseLong(framesPerSecond);
      if (rate >= 1) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // Refused below like a number below 1.
    }
    throw CliException.usage(
        "--fps %s is not allowed; use a whole number of at least 1, or max", framesPerSecond);
  }

  private Folded solve(Network network, Goal goal, long rate) {
    try {
      FoldingSolver solver = new FoldingSolver(new NetworkEstimator(network, goal.device()), goal);
      return rate == 0 ? solver.fastest() : solver.least(rate);
    } catch (NothingFitsException e) {
      throw CliException.usage("--fps %s: %s", framesPerSecond, e.getMessage());
    }
  }

  /** Refuses a plan that the device has no room for. */
  void requireFit(AcceleratorPlan plan) {
    Estimate estimate = CostModel.estimate(plan, device());
    if (hasDevice() && !estimate.fits()) {
      throw CliException.usage(
          "the accelerator does not fit %s (%s); ask for fewer frames per second or another device",
          estimate.device().name(),
          estimate.shortfalls().stream()
              .map(Shortfall::toString)
              .collect(Collectors.joining("; ")));
    }
  }
}
