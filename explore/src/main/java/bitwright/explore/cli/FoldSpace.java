package bitwright.explore.cli;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Folding;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The folds that an exploration looks at.
 *
 * <p>From a file: {@code {"cycles": [64, 256, 1024]}} for balanced folds of at most so many cycles
 * per inference, or {@code {"folds": [{"fc0": {"pe": 8, "simd": 16}, …}, …]}} for these. Without a
 * file: balanced folds from one lane per layer to {@value #FEWEST_CYCLES} cycles, in steps of √2.
 */
final class FoldSpace {

  /** The default space ends here: faster accelerators than this seldom fit a small device. */
  private static final int FEWEST_CYCLES = 8;

  private FoldSpace() {}

  /** Distinct plans in the order of the space, slowest first by default. */
  static List<AcceleratorPlan> plans(Network network, Path file, Cells cells) {
    if (file == null) {
      return balanced(network, defaultTargets(network), cells);
    }
    String where = "--space " + file;
    requireJson(file);
    JsonNode root = FoldFile.json("--space", file);
    JsonNode cycles = root.get("cycles");
    JsonNode folds = root.get("folds");
    if (root.size() != 1 || !(isList(cycles) || isList(folds))) {
      throw CliException.usage(
          "%s must hold either \"cycles\": [numbers] or \"folds\": [objects], not empty", where);
    }
    if (cycles != null) {
      List<Integer> targets = new ArrayList<>();
      for (JsonNode value : cycles) {
        if (!value.isInt() || value.intValue() < 1) {
          throw CliException.usage("%s: %s is no number of cycles; use 1 or more", where, value);
        }
        targets.add(value.intValue());
      }
      return balanced(network, targets, cells);
    }
    Set<AcceleratorPlan> plans = new LinkedHashSet<>();
    for (JsonNode entry : folds) {
      plans.add(FoldFile.plan(where, entry, network, FoldSyntax.of(cells)));
    }
    return List.copyOf(plans);
  }

  /** A space of float networks beside a quantized one is a mistake of kind, not of syntax. */
  private static void requireJson(Path file) {
    String name = file.getFileName().toString();
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      throw CliException.usage(
          "--space %s is YAML, which is for float networks; the networks here are quantized, and"
              + " their folds are named in JSON, as {\"cycles\": [64, 256]} in a file.json",
          file);
    }
  }

  private static boolean isList(JsonNode node) {
    return node != null && node.isArray() && !node.isEmpty();
  }

  private static List<Integer> defaultTargets(Network network) {
    double cycles = network.layers().stream().mapToLong(Layer::macs).max().orElseThrow();
    List<Integer> targets = new ArrayList<>();
    for (; cycles >= FEWEST_CYCLES; cycles /= Math.sqrt(2)) {
      targets.add((int) Math.round(cycles));
    }
    return targets.isEmpty() ? List.of(1) : targets;
  }

  private static List<AcceleratorPlan> balanced(
      Network network, List<Integer> targets, Cells cells) {
    Set<AcceleratorPlan> plans = new LinkedHashSet<>();
    for (int cycles : targets) {
      plans.add(AcceleratorPlan.of(network, Folding.balanced(network, cycles), cells));
    }
    return List.copyOf(plans);
  }
}
