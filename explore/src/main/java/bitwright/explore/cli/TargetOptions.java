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
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what the hardware is for: a device, its cells, and a speed on it. */
final class TargetOptions {
  private static final String MAX = "max";
  private static final long MOST_FRAMES = 1_000_000_000_000L;

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

  /** What the folds are for, as far as that is known. */
  private Optional<FoldTarget> target = Optional.empty();

  /** The device that is meant: that of the option, or of the fold file, or the usual one. */
  Device device() {
    return deviceOption.isGiven()
        ? deviceOption.device()
        : target.map(FoldTarget::device).orElse(Device.DEFAULT);
  }

  /** Whether a device was named. */
  boolean hasDevice() {
    return deviceOption.isGiven() || target.isPresent();
  }

  /** What the folds of {@link #plan} are for, if a device was named. */
  Optional<FoldTarget> target() {
    return target;
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
    target = target(foldOptions);
    Cells cells = cellsOption.cells(hasDevice(), device());
    if (clock != null && clock < 1) {
      throw CliException.usage("--clock %d is not allowed; use at least 1", clock);
    }
    if (framesPerSecond == null) {
      AcceleratorPlan plan =
          foldOptions.plan(network, new FoldSyntax(cells, cellsOption.isGiven()));
      requireCells(plan);
      if (foldOptions.hasFile() && target.isEmpty()) {
        console.log(
            "the fold file names no device: prices are those on %s; --device names another",
            Device.DEFAULT.name());
      }
      if (clock != null) {
        target = target.map(t -> new FoldTarget(t.device(), clock()));
        return pipelined(plan);
      }
      target.ifPresent(t -> checkClock(console, plan, t));
      return plan;
    }
    if (foldOptions.isGiven()) {
      throw CliException.usage("--fps excludes --fold, --pe, --simd and --cycles; leave them out");
    }
    long rate = rate();
    if (console.errTerminal()) {
      console.log("choosing folds for %s", device().name());
    }
    Folded folded = solve(network, new Goal(device(), cells, clock()), rate);
    target = Optional.of(new FoldTarget(device(), OptionalInt.of(folded.clockMHz())));
    console.log(
        "%,d frame%s per second at %d MHz, %.1f %% of %s in the mean of its resources",
        folded.framesPerSecond(),
        folded.framesPerSecond() == 1 ? "" : "s",
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

  /** The device of the option stands above that of a file, whose clock then means nothing. */
  private Optional<FoldTarget> target(FoldOptions foldOptions) {
    Optional<FoldTarget> file = foldOptions.target();
    if (!deviceOption.isGiven()) {
      return file;
    }
    Device device = deviceOption.device();
    return file.filter(t -> t.device().equals(device))
        .or(() -> Optional.of(new FoldTarget(device, OptionalInt.empty())));
  }

  /** Says where the clock that folds were chosen for is out of reach. */
  private static void checkClock(Console console, AcceleratorPlan plan, FoldTarget target) {
    if (target.clockMHz().isPresent()) {
      int clock = target.clockMHz().getAsInt();
      int reached = CostModel.estimate(plan, target.device()).fmaxMHz();
      if (reached < clock) {
        console.log(
            "the folds are for %d MHz, but by the estimate they reach %d MHz on %s; choose again with --fps",
            clock, reached, target.device().name());
      }
    }
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
      long rate = new BigDecimal(framesPerSecond).longValueExact();
      if (rate >= 1 && rate <= MOST_FRAMES) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // Refused below like a number out of range.
    } catch (ArithmeticException e) {
      // So is a fraction.
    }
    throw CliException.usage(
        "--fps %s is not allowed; use a whole number from 1 to %,d, or max",
        framesPerSecond, MOST_FRAMES);
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
