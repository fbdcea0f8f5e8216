package bitwright.tables;

import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Cells;
import bitwright.cost.CostModel;
import bitwright.cost.Device;
import bitwright.cost.Resources;
import bitwright.cost.synthesis.SynthesisException;
import bitwright.cost.synthesis.ToolMissingException;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Prints how far estimates of the bundled networks are off, at three folds each, and whether that
 * is what is promised.
 *
 * <p>Started by {@code tests/estimates}. Exit codes: 0 the promise holds, 1 it does not, 2 wrong
 * usage, 4 Yosys is missing or fails.
 */
final class Estimates {

  private Estimates() {}

  /** Arguments: the file of results, then the options. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      String[] words = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
      Options options = Options.parse(words, 1, List.of("portable", "native"));
      SynthesizedFiles synthesis = new SynthesizedFiles(new ResultFile(Path.of(arguments[0])));
      EstimateTable table =
          new EstimateTable(Workers.all(options.jobs(), tasks(options, synthesis)));
      System.out.printf(
          "%s, %d seed%s; folds without constant weights%n%n%s%n",
          synthesis.tool(), options.seeds(), options.seeds() > 1 ? "s" : "", table.markdown());
      table.complaints().forEach(complaint -> System.out.println("\nBroken: " + complaint));
      return table.complaints().isEmpty() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println("tests/estimates: " + e.getMessage());
      return 2;
    } catch (ToolMissingException | SynthesisException e) {
      System.err.println("tests/estimates: " + e.getMessage());
      return 4;
    }
  }

  private static List<Callable<EstimateRow>> tasks(Options options, SynthesizedFiles synthesis) {
    List<Callable<EstimateRow>> tasks = new ArrayList<>();
    for (Cells cells : List.of(Cells.PORTABLE, Cells.LUT6_CARRY4)) {
      boolean chosen =
          options.flags().isEmpty() || options.has(cells.isNative() ? "native" : "portable");
      for (String name : BundledNetworks.NAMES) {
        if (chosen && options.wants(name)) {
          for (FoldSize size : FoldSize.values()) {
            tasks.add(() -> row(synthesis, options.seeds(), name, size, cells));
          }
        }
      }
    }
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException(
          "no network has a name with %s; there are %s"
              .formatted(
                  String.join(" or ", options.wanted()), String.join(", ", BundledNetworks.NAMES)));
    }
    return tasks;
  }

  /** One accelerator, estimated and synthesized. */
  static EstimateRow row(
      SynthesizedFiles synthesis, int seeds, String name, FoldSize size, Cells cells) {
    Network network = BundledNetworks.read(name);
    AcceleratorPlan plan = AcceleratorPlan.of(network, size.folds(network), cells);
    Accelerator accelerator = Generator.generate(plan);
    String label = cells.isNative() ? "xc7 cells" : "portable";
    Resources counted =
        synthesis.leastOf(
            seeds,
            "%s %s %s".formatted(name, size, label),
            accelerator.top(),
            SynthesizedFiles.sources(accelerator));
    Resources estimate = CostModel.estimate(plan, Device.DEFAULT).total();
    return new EstimateRow(
        name, size.toString(), label, plan.cyclesPerInference(), estimate, counted);
  }
}
