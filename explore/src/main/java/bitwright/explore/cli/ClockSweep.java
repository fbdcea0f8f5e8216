package bitwright.explore.cli;

import bitwright.cost.CostException;
import bitwright.cost.Family;
import bitwright.cost.synthesis.Nextpnr;
import bitwright.cost.timing.Delays;
import bitwright.cost.timing.TimingFit;
import bitwright.cost.timing.TimingRow;
import bitwright.explore.calibration.timing.FreshTimingDesigns;
import bitwright.explore.calibration.timing.TimingCalibration;
import bitwright.explore.calibration.timing.TimingDesign;
import bitwright.explore.calibration.timing.TimingDesigns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures the clocks that designs reach on iCE40, and fits delays to them. */
final class ClockSweep {
  private final Console console;
  private final Path table;
  private final Path part;
  private final Path delays;
  private final Path folder;
  private final int seeds;
  private final int jobs;

  ClockSweep(Console console, Path folder, int seeds, int jobs) {
    this.console = console;
    this.folder = folder;
    table = folder.resolve("ice40-timing.csv");
    part = folder.resolve("ice40-timing.csv.part");
    delays = folder.resolve("ice40-timing.properties");
    this.seeds = seeds;
    this.jobs = jobs;
  }

  /**
   * Places all designs on HX8K and some on UP5K, and writes their table and the delays. Until all
   * are there, the rows are kept beside the table, and the same command continues from them.
   *
   * @param resume whether the rows of the table stay
   * @param refit whether they are all there is
   */
  void run(boolean resume, boolean refit) {
    List<TimingRow> rows = resume ? kept(table) : List.of();
    if (!refit) {
      rows = measure(Files.exists(part) ? kept(part) : rows);
    }
    if (rows.isEmpty()) {
      throw CliException.data("%s holds no rows; measure first, without --refit", table);
    }
    int tried = rows.stream().mapToInt(row -> row.megahertz().size()).min().orElseThrow();
    String command = "./bitwright calibrate --family ice40 --timing --seeds " + tried;
    write(delays, TimingCalibration.properties(rows, command));
    report(rows);
  }

  /**
   * Places designs drawn with a seed on HX8K, and holds the delays as they are against them. The
   * rows are written one by one, and the same command continues from them.
   *
   * @param refit whether the rows that are there are all
   */
  void test(long seed, int count, boolean refit) {
    Path file = folder.resolve("ice40-timing-fresh-%d.csv".formatted(seed));
    List<TimingDesign> designs = FreshTimingDesigns.of(seed, count);
    List<TimingRow> rows = kept(file);
    if (!refit) {
      Interrupts.resumable();
      try (SweepProgress progress = new SweepProgress(console, Family.ICE40.title())) {
        rows =
            TimingCalibration.measureAll(
                designs,
                Nextpnr.Part.HX8K,
                seeds,
                rows,
                jobs,
                soFar -> {
                  write(file, TimingRow.print(soFar));
                  progress.at(soFar.size(), designs.size());
                });
      }
    }
    if (rows.isEmpty()) {
      throw CliException.data("%s holds no rows; measure first, without --refit", file);
    }
    var samples = TimingCalibration.samples(designs, rows, Nextpnr.Part.HX8K);
    Delays delays = Delays.of(Family.ICE40);
    TimingFit.Quality quality =
        list(samples, samples.stream().mapToDouble(s -> s.estimate(delays)).toArray(), "estimated");
    console
        .out()
        .printf(
            "%n%d designs on HX8K, drawn with seed %d, none of them in the fit: median error %.1f %%,"
                + " Spearman %.3f%n",
            samples.size(), seed, 100 * quality.median(), quality.correlation());
  }

  private List<TimingRow> measure(List<TimingRow> known) {
    Interrupts.resumable();
    try (SweepProgress progress = new SweepProgress(console, Family.ICE40.title())) {
      List<TimingDesign> all = TimingDesigns.all();
      List<TimingRow> others = known.stream().filter(row -> row.part().equals("up5k")).toList();
      List<TimingRow> fast =
          TimingCalibration.measureAll(
              all,
              Nextpnr.Part.HX8K,
              seeds,
              known,
              jobs,
              soFar -> {
                write(part, TimingRow.print(both(soFar, others)));
                progress.at(soFar.size(), all.size());
              });
      List<TimingRow> slow =
          TimingCalibration.measureAll(
              TimingDesigns.onBoth(),
              Nextpnr.Part.UP5K,
              seeds,
              known,
              jobs,
              soFar -> write(part, TimingRow.print(both(fast, soFar))));
      List<TimingRow> rows = both(fast, slow);
      write(table, TimingRow.print(rows));
      Interrupts.discard(part);
      return rows;
    }
  }

  private static List<TimingRow> both(List<TimingRow> fast, List<TimingRow> slow) {
    return Stream.concat(fast.stream(), slow.stream()).toList();
  }

  private static List<TimingRow> kept(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return TimingRow.parse(Files.readString(file));
    } catch (IOException e) {
      throw CliException.data("%s cannot be read: %s", file, OutputFile.reason(e));
    } catch (CostException e) {
      throw CliException.data("%s: %s", file, e.getMessage());
    }
  }

  private static void write(Path file, String text) {
    try (OutputFile output = OutputFile.open("--out", file)) {
      output.write(text);
    }
  }

  private void report(List<TimingRow> rows) {
    List<TimingFit.Sample> samples =
        TimingCalibration.samples(TimingDesigns.all(), rows, Nextpnr.Part.HX8K);
    double[] estimates = TimingFit.crossValidated(samples, TimingCalibration.FOLDS);
    TimingFit.Quality quality = list(samples, estimates, "held-out");
    console
        .out()
        .printf(
            "%n%d designs on HX8K, held out in %d folds: median error %.1f %%, Spearman %.3f%n",
            samples.size(), TimingCalibration.FOLDS, 100 * quality.median(), quality.correlation());
  }

  private TimingFit.Quality list(
      List<TimingFit.Sample> samples, double[] estimates, String estimate) {
    List<Double> measured = new ArrayList<>();
    Table listing = new Table("design", ">nextpnr MHz", ">" + estimate + " MHz", ">error");
    for (int i = 0; i < estimates.length; i++) {
      double found = samples.get(i).megahertz();
      measured.add(found);
      listing.row(
          samples.get(i).id(),
          "%.1f".formatted(found),
          "%.1f".formatted(estimates[i]),
          "%+.1f %%".formatted(100 * (estimates[i] / found - 1)));
    }
    console.out().print(listing.render(console));
    return TimingFit.Quality.of(
        estimates, measured.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
