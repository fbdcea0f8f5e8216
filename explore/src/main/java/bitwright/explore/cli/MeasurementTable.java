package bitwright.explore.cli;

import bitwright.cost.CostException;
import bitwright.cost.Family;
import bitwright.cost.calibration.Measurement;
import bitwright.cost.calibration.Measurements;
import bitwright.cost.synthesis.SynthesisException;
import bitwright.explore.calibration.CalibrationDesign;
import bitwright.explore.calibration.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of measurements, and beside it what an interrupted sweep has measured so far: the same
 * command continues from there.
 */
final class MeasurementTable {
  private final Console console;
  private final Path table;
  private final Path part;

  MeasurementTable(Console console, Path table) {
    this.console = console;
    this.table = table;
    part = table.resolveSibling(table.getFileName() + ".part");
  }

  /** Its rows; none if there is no file. */
  List<Measurement> rows() {
    return List.copyOf(read(table).values());
  }

  /**
   * Measures designs and writes the table when all are there.
   *
   * @param resume whether the rows of the table stay; those of an interrupted sweep always do
   */
  List<Measurement> measure(
      Family family, List<CalibrationDesign> designs, int seeds, int jobs, boolean resume) {
    Map<String, Measurement> known = new LinkedHashMap<>(resume ? read(table) : Map.of());
    Map<String, Measurement> begun = read(part);
    known.putAll(begun);
    if (!begun.isEmpty()) {
      console.log(
          "continuing from the %d rows of %s; remove it to begin again", begun.size(), part);
    }
    OutputFile.open("--out", part).close();
    OutputFile.open("--out", table).close();
    Interrupts.resumable();
    try (SweepProgress progress = new SweepProgress(console, family.title())) {
      List<Measurement> rows =
          new Sweep(family, designs, seeds, jobs)
              .run(
                  known,
                  soFar -> {
                    write(part, Measurements.print(soFar));
                    progress.at(soFar.size(), designs.size());
                  });
      write(table, Measurements.print(rows));
      Interrupts.discard(part);
      return rows;
    } catch (SynthesisException e) {
      throw new CliException(
          ExitCode.TOOL, "%s; the same command continues from what is measured", e.getMessage());
    }
  }

  private static Map<String, Measurement> read(Path file) {
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

  static void write(Path file, String text) {
    try (OutputFile output = OutputFile.open("--out", file)) {
      output.write(text);
    }
  }
}
