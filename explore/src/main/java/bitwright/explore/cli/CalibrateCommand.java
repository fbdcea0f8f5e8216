package bitwright.explore.cli;

import bitwright.cost.Family;
import bitwright.cost.Technology;
import bitwright.cost.calibration.HeldOut;
import bitwright.cost.calibration.Measurement;
import bitwright.cost.synthesis.SynthesisException;
import bitwright.explore.calibration.CalibrationDesign;
import bitwright.explore.calibration.Comparison;
import bitwright.explore.calibration.DesignSpace;
import bitwright.explore.calibration.FreshDesigns;
import bitwright.explore.calibration.Refit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the formulas of a family against synthesis. */
@Command(
    name = "calibrate",
    description =
        "Synthesizes several hundred primitives of a family with Yosys, and fits the cost model's"
            + " corrections to them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright calibrate --family xc7               measure all designs again and refit",
      "  ./bitwright calibrate --family xc7 --resume      only what has no row yet",
      "  ./bitwright calibrate --family ice40 --refit     no synthesis: the fit alone",
      "  ./bitwright calibrate --family ice40 --timing    clocks that nextpnr-ice40 reaches",
      "  ./bitwright calibrate --family xc7 --fresh 11    the model's errors on designs never seen",
      "",
      "Writes FAMILY.csv (a row per design) and FAMILY.json (coefficients and errors) to the"
          + " folder",
      "from which the cost model reads them, or to --out. Build again to use them. With --fresh",
      "it writes FAMILY-fresh-SEED.csv alone. An interrupted sweep is continued by the same"
          + " command."
    })
final class CalibrateCommand extends bitwright.explore.cli.Command {
  private static final String FOLDER = "cost-model/src/main/resources/bitwright/cost/calibration";
  private static final int CLOCKS = 50;
  private static final int MOST = 1000;
  private static final int SEEDS = 5;

  @Option(
      names = "--family",
      required = true,
      paramLabel = "F",
      description = "xc7 (7-series), xcup (UltraScale+) or ice40.")
  private Family family;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Synthesis runs side by side (default: 1).")
  private int jobs;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Synthesize N times under other names and take the least (default: 5).")
  private Integer seeds;

  @Option(names = "--resume", description = "Keep the rows that are there; measure the others.")
  private boolean resume;

  @Option(names = "--refit", description = "Measure nothing; fit to the rows that are there.")
  private boolean refit;

  @Option(
      names = "--worst",
      paramLabel = "N",
      defaultValue = "0",
      description = "List the N designs whose LUTs are furthest from their formula.")
  private int worst;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Read and write the files here instead of in the cost model's sources.")
  private Path out;

  @Option(
      names = "--timing",
      description =
          "ice40: place and route with nextpnr-ice40, and fit delays to the clocks reached.")
  private boolean timing;

  @Option(
      names = "--fresh",
      paramLabel = "SEED",
      description =
          "Draw other designs with this seed and hold the model as it is against them; fit nothing.")
  private Long fresh;

  @Option(
      names = "--designs",
      paramLabel = "N",
      description = "With --fresh: how many designs (default: 150; with --timing 50).")
  private Integer count;

  @Override
  public Integer call() {
    requirePositive("--jobs", jobs);
    requirePositive("--seeds", seeds());
    if (worst < 0) {
      throw CliException.usage("--worst %d is not allowed; use at least 0", worst);
    }
    if (refit && (resume || seeds != null)) {
      throw CliException.usage(
          "--refit measures nothing and excludes %s; leave one of them out",
          resume ? "--resume" : "--seeds");
    }
    if (count != null && (fresh == null || count < 1 || count > MOST)) {
      throw CliException.usage(
          "--designs %d is not allowed; use 1 to %d, and --fresh with a seed", count, MOST);
    }
    Path folder = out == null ? home().folder().resolve(FOLDER) : out;
    if (!Files.isDirectory(folder)) {
      throw CliException.usage("%s is not a folder; create it first", folder);
    }
    if (timing) {
      return clocks(folder);
    }
    String name = family.key() + (fresh == null ? "" : "-fresh-" + fresh);
    List<CalibrationDesign> designs =
        fresh == null
            ? DesignSpace.of(family)
            : FreshDesigns.of(family, fresh, count == null ? FreshDesigns.COUNT : count);
    MeasurementTable table = new MeasurementTable(console(), folder.resolve(name + ".csv"));
    List<Measurement> rows =
        refit ? table.rows() : table.measure(family, designs, seeds(), jobs, resume);
    if (rows.isEmpty()) {
      throw CliException.data(
          "%s.csv in %s holds no rows; measure first, without --refit", name, folder);
    }
    if (fresh == null) {
      fit(folder, designs, rows);
    } else {
      test(designs, rows);
    }
    return ExitCode.OK;
  }

  private int clocks(Path folder) {
    if (family != Family.ICE40) {
      throw CliException.usage(
          "--timing measures family ice40 alone, not %s; leave it out", family.key());
    }
    try {
      ClockSweep sweep = new ClockSweep(console(), folder, seeds(), jobs);
      if (fresh == null) {
        sweep.run(resume || refit, refit);
      } else {
        sweep.test(fresh, count == null ? CLOCKS : count, refit);
      }
    } catch (SynthesisException e) {
      throw new CliException(
          ExitCode.TOOL, "%s; the same command continues from what is measured", e.getMessage());
    }
    return ExitCode.OK;
  }

  private int seeds() {
    return seeds == null ? SEEDS : seeds;
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw CliException.usage("%s %d is not allowed; use at least 1", option, value);
    }
  }

  private void fit(Path folder, List<CalibrationDesign> designs, List<Measurement> rows) {
    Refit refit = Refit.of(family, designs, rows, HeldOut.SEED);
    String tool = rows.get(0).tool();
    int tried = rows.stream().mapToInt(Measurement::seeds).min().orElseThrow();
    String command = "./bitwright calibrate --family %s --seeds %d".formatted(family.key(), tried);
    MeasurementTable.write(folder.resolve(family.key() + ".json"), refit.json(tool, command));
    Table table = AccuracyTables.byPrimitive("held-out primitive", refit.heldOut());
    AccuracyTables.row(table, "all, uncorrected", refit.uncorrected().accuracy());
    var stdout = console().out();
    stdout.print(table.render(console()));
    stdout.printf(
        "%n%d designs on %s with %s; %d held out with seed %d, fitted to the others: %d"
            + " coefficients, in cross-validation median %s, 90 %% %s%n",
        rows.size(),
        family.title(),
        tool,
        refit.heldOut().deviations().size(),
        HeldOut.SEED,
        refit.fit().coefficients().size(),
        AccuracyTables.percent(refit.fit().crossMedian()),
        AccuracyTables.percent(refit.fit().cross90()));
    list(refit.all());
  }

  /** The model as it is, against designs that it was not made with. */
  private void test(List<CalibrationDesign> designs, List<Measurement> rows) {
    Comparison comparison = Comparison.of(designs, rows, Technology.of(family));
    var stdout = console().out();
    stdout.print(AccuracyTables.byPrimitive("fresh primitive", comparison).render(console()));
    stdout.printf(
        "%n%d designs on %s with %s, drawn with seed %d, none of them in the fit%n",
        comparison.deviations().size(), family.title(), rows.get(0).tool(), fresh);
    list(comparison);
  }

  private void list(Comparison comparison) {
    if (worst > 0) {
      console().out().println();
      console().out().print(AccuracyTables.worst(comparison, worst).render(console()));
    }
  }
}
