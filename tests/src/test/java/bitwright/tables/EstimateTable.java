package bitwright.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * All rows, what they say together, and whether the promise holds: LUT within 7 % each and 4 % in
 * the median, FF within 5 %, block RAM and DSP exact.
 *
 * @param rows the rows
 */
record EstimateTable(List<EstimateRow> rows) {

  /** The most that half of the estimates of LUTs may be off. */
  static final double MEDIAN_LIMIT = 0.04;

  /** Keeps a copy. */
  EstimateTable {
    rows = List.copyOf(rows);
  }

  /**
   * The median of the absolute errors of the LUTs; of an even number the mean of the middle two.
   */
  double lutMedian() {
    return median(EstimateRow::lutError);
  }

  private double median(ToDoubleFunction<EstimateRow> error) {
    double[] sorted =
        rows.stream().mapToDouble(r -> Math.abs(error.applyAsDouble(r))).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private double most(ToDoubleFunction<EstimateRow> error) {
    return rows.stream().mapToDouble(r -> Math.abs(error.applyAsDouble(r))).max().orElseThrow();
  }

  /** Everything that breaks the promise. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    rows.forEach(row -> complaints.addAll(row.complaints()));
    if (lutMedian() > MEDIAN_LIMIT) {
      complaints.add(
          String.format(Locale.ROOT, "the median error of LUTs is %.1f %%", 100 * lutMedian()));
    }
    return complaints;
  }

  /** Markdown. */
  String markdown() {
    StringBuilder text = new StringBuilder(EstimateRow.HEAD);
    rows.forEach(row -> text.append('\n').append(row));
    text.append(
        String.format(
            Locale.ROOT,
            "%n| **median** |  |  |  |  |  | %.1f %% |  |  | %.1f %% |  |  |%n"
                + "| **maximum** |  |  |  |  |  | %.1f %% |  |  | %.1f %% |  |  |",
            100 * lutMedian(),
            100 * median(EstimateRow::ffError),
            100 * most(EstimateRow::lutError),
            100 * most(EstimateRow::ffError)));
    return text.toString();
  }
}
