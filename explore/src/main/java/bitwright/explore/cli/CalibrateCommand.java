package bitwright.explore.cli;

import bitwright.cost.CostException;
import bitwright.cost.Family;
import bitwright.cost.calibration.Accuracy;
import bitwright.cost.calibration.Deviation;
import bitwright.cost.calibration.HeldOut;
import bitwright.cost.calibration.Measurement;
import bitwright.cost.calibration.Measurements;
import bitwright.cost.synthesis.SynthesisException;
import bitwright.explore.calibration.CalibrationDesign;
import bitwright.explore.calibration.Comparison;
import bitwright.explore.calibration.DesignSpace;
import bitwright.explore.calibration.Refit;
import bitwright.explore.calibration.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
      "",
      "Writes FAMILY.csv (a row per design) and FAMILY.json (coefficients and errors) to the"
          + " folder",
      "from which the cost model reads them, or to --out. Build again to use them."
    })
final class CalibrateCommand extends bitwright.explore.cli.Command {
  private static final String FOLDER = "cost-model/src/main/resources/bitwright/cost/calibration";

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
      defaultValue = "5",
      description = "Synthesize N times under other names and take the least (default: 5).")
  private int seeds;

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

  @Override
  public Integer call() {
    requirePositive("--jobs", jobs);
    requirePositive("--seeds", seeds);
    Path folder = out == null ? home().folder().resolve(FOLDER) : out;
    if (!Files.isDirectory(folder)) {
      throw CliException.usage("%s is not a folder; create it first", folder);
    }
    if (timing) {
      return clocks(folder);
    }
    List<CalibrationDesign> designs = DesignSpace.of(family);
    List<Measurement> rows = refit ? List.copyOf(kept(folder).values()) : measure(folder, designs);
    if (rows.isEmpty()) {
      throw CliException.data(
          "%s holds no rows of family %s; measure first, without --refit", folder, family.key());
    }
    report(folder, designs, rows);
    return ExitCode.OK;
  }

  private int clocks(Path folder) {
    if (family != Family.ICE40) {
      throw CliException.usage(
          "--timing measures family ice40 alone, not %s; leave it out", family.key());
    }
    try {
      new ClockSweep(console(), folder, seeds, jobs).run(resume || refit, refit);
    } catch (SynthesisException e) {
      throw new CliException(ExitCode.TOOL, "%s; --resume keeps what is measured", e.getMessage());
    }
    return ExitCode.OK;
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw CliException.usage("%s %d is not allowed; use at least 1", option, value);
    }
  }

  /** What is measured so far is kept beside the table until all is there. */
  private List<Measurement> measure(Path folder, List<CalibrationDesign> designs) {
    Path table = table(folder);
    Path part = part(folder);
    Map<String, Measurement> known = resume ? kept(folder) : Map.of();
    OutputFile.open("--out", part).close();
    Interrupts.resumable();
    try (ProgressLine progress = new ProgressLine(console(), family.title())) {
      List<Measurement> rows =
          new Sweep(family, designs, seeds, jobs)
              .run(
                  known,
                  soFar -> {
                    write(part, Measurements.print(soFar));
                    progress.at("synthesize", soFar.size(), designs.size());
                  });
      write(table, Measurements.print(rows));
      Interrupts.discard(part);
      return rows;
    } catch (SynthesisException e) {
      throw new CliException(ExitCode.TOOL, "%s; --resume keeps what is measured", e.getMessage());
    }
  }

  private Path table(Path folder) {
    return folder.resolve(family.key() + ".csv");
  }

  private Path part(Path folder) {
    return folder.resolve(family.key() + ".csv.part");
  }

  private static void write(Path file, String text) {
    try (OutputFile output = OutputFile.open("--out", file)) {
      output.write(text);
    }
  }

  /** The rows of an interrupted sweep, or else those of the table. */
  private Map<String, Measurement> kept(Path folder) {
    Path file = resume && Files.exists(part(folder)) ? part(folder) : table(folder);
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return Measurements.parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw CliException.data("%s cannot be read: %s", file, OutputFile.reason(e));
    } catch (CostException e) {
      throw CliException.data("%s", e.getMessage());
    }
  }

  private void report(Path folder, List<CalibrationDesign> designs, List<Measurement> rows) {
    Refit refit = Refit.of(family, designs, rows, HeldOut.SEED);
    String tool = rows.get(0).tool();
    write(folder.resolve(family.key() + ".json"), refit.json(tool, command()));
    Table table =
        new Table(
            "held-out primitive",
            ">designs",
            ">LUT median",
            ">90 %",
            ">mean",
            ">FF median",
            ">FF worst",
            ">blocks wrong");
    refit.heldOut().byPrimitive().forEach((primitive, accuracy) -> row(table, primitive, accuracy));
    row(table, "all", refit.heldOut().accuracy());
    row(table, "all, uncorrected", refit.uncorrected().accuracy());
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
        percent(refit.fit().crossMedian()),
        percent(refit.fit().cross90()));
    if (worst > 0) {
      stdout.println();
      stdout.print(worst(refit.all()).render(console()));
    }
  }

  private String command() {
    return "./bitwright calibrate --family %s --seeds %d".formatted(family.key(), seeds);
  }

  private Table worst(Comparison comparison) {
    Table table = new Table("design", ">LUT said", ">found", ">error", ">FF said", ">found");
    comparison.deviations().stream()
        .sorted(Comparator.comparingDouble((Deviation d) -> -Math.abs(d.lut())))
        .limit(worst)
        .forEach(
            d ->
                table.row(
                    d.id(),
                    d.said().lut(),
                    d.found().lut(),
                    "%+.1f %%".formatted(100 * d.lut()),
                    d.said().ff(),
                    d.found().ff()));
    return table;
  }

  private static void row(Table table, String name, Accuracy accuracy) {
    table.row(
        name,
        accuracy.designs(),
        percent(accuracy.lutMedian()),
        percent(accuracy.lut90()),
        "%+.1f %%".formatted(100 * accuracy.lutBias()),
        percent(accuracy.ffMedian()),
        percent(accuracy.ffWorst()),
        accuracy.blocksWrong());
  }

  private static String percent(double share) {
    return "%.1f %%".formatted(100 * share);
  }
}
