package bitwright.explore.cli;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say how much of each layer is computed in parallel. */
final class FoldOptions {

  @Option(
      names = "--fold",
      paramLabel = "FILE",
      description =
          "JSON: {\"layer\": {\"pe\": 8, \"simd\": 16}, ...} for every layer; also the folds.json of"
              + " a package.")
  private Path file;

  @Option(
      names = "--pe",
      paramLabel = "N",
      description = "Rows in parallel, in every layer the greatest divisor up to N.")
  private Integer pe;

  @Option(
      names = "--simd",
      paramLabel = "N",
      description = "Columns in parallel, in every layer the greatest divisor up to N.")
  private Integer simd;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      description =
          "The fewest lanes that need at most N cycles per inference (default: 1024), or as few"
              + " as the slowest layer can.")
  private Integer cycles;

  /** Whether an option of this group was given. */
  boolean isGiven() {
    return Stream.of(file, pe, simd, cycles).anyMatch(o -> o != null);
  }

  /** Whether folds are those of a file. */
  boolean hasFile() {
    return file != null;
  }

  /** What the folds of the file are for, if there is one and it says so. */
  Optional<FoldTarget> target() {
    return file == null ? Optional.empty() : FoldFile.target("--fold", file);
  }

  /** The plan these options ask for, in portable Verilog unless a file says otherwise. */
  AcceleratorPlan plan(Network network) {
    return plan(network, FoldSyntax.of(Cells.PORTABLE));
  }

  /** The plan these options ask for; without any, the balanced one. */
  AcceleratorPlan plan(Network network, FoldSyntax syntax) {
    if (Stream.of(file != null, pe != null || simd != null, cycles != null)
            .filter(given -> given)
            .count()
        > 1) {
      throw CliException.usage("--fold, --pe/--simd and --cycles exclude each other; use one");
    }
    if (file != null) {
      return FoldFile.read("--fold", file, network, syntax);
    }
    if (pe != null || simd != null) {
      int rows = positive("--pe", pe);
      int columns = positive("--simd", simd);
      List<Fold> folds =
          network.layers().stream().map(layer -> atMost(layer, rows, columns)).toList();
      return AcceleratorPlan.of(network, folds, syntax.cells());
    }
    if (cycles != null) {
      return balanced(network, positive("--cycles", cycles), syntax);
    }
    return balanced(network, Folding.DEFAULT_CYCLES, syntax);
  }

  private static AcceleratorPlan balanced(Network network, int cycles, FoldSyntax syntax) {
    return AcceleratorPlan.of(network, Folding.balanced(network, cycles), syntax.cells());
  }

  private static int positive(String option, Integer value) {
    if (value == null) {
      return 1;
    }
    if (value < 1) {
      throw CliException.usage("%s %d is not allowed; use at least 1", option, value);
    }
    return value;
  }

  /** The legal fold with the most PEs, then the most SIMD lanes, within the limits. */
  private static Fold atMost(Layer layer, int pe, int simd) {
    return Folding.legal(layer).stream()
        .filter(fold -> fold.pe() <= pe && fold.simd() <= simd)
        .max(Comparator.comparingInt(Fold::pe).thenComparingInt(Fold::simd))
        .orElseThrow();
  }
}
