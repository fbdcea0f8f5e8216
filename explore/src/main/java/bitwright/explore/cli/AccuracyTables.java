package bitwright.explore.cli;

import bitwright.cost.calibration.Accuracy;
import bitwright.cost.calibration.Deviation;
import bitwright.explore.calibration.Comparison;
import java.util.Comparator;

/** How far formulas are from measurements, as tables for people. */
final class AccuracyTables {

  private AccuracyTables() {}

  /** A row per primitive and one for all. */
  static Table byPrimitive(String title, Comparison comparison) {
    Table table =
        new Table(
            title,
            ">designs",
            ">LUT median",
            ">90 %",
            ">mean",
            ">FF median",
            ">90 %",
            ">worst",
            ">blocks wrong");
    comparison.byPrimitive().forEach((primitive, accuracy) -> row(table, primitive, accuracy));
    row(table, "all", comparison.accuracy());
    return table;
  }

  static void row(Table table, String name, Accuracy accuracy) {
    table.row(
        name,
        accuracy.designs(),
        percent(accuracy.lutMedian()),
        percent(accuracy.lut90()),
        "%+.1f %%".formatted(100 * accuracy.lutBias()),
        percent(accuracy.ffMedian()),
        percent(accuracy.ff90()),
        percent(accuracy.ffWorst()),
        accuracy.blocksWrong());
  }

  /** The designs whose LUTs are furthest from their formula. */
  static Table worst(Comparison comparison, int count) {
    Table table = new Table("design", ">LUT said", ">found", ">error", ">FF said", ">found");
    comparison.deviations().stream()
        .sorted(Comparator.comparingDouble((Deviation d) -> -Math.abs(d.lut())))
        .limit(count)
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

  static String percent(double share) {
    return "%.1f %%".formatted(100 * share);
  }
}
