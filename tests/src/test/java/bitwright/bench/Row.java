package bitwright.bench;

import java.util.Locale;

/**
 * One row of the table.
 *
 * @param name what was measured
 * @param reference what it was measured against
 * @param own its speed in units of 10<sup>9</sup> or 10<sup>6</sup> per second, as the unit says
 * @param other the reference's speed
 * @param unit the unit of both
 * @param ratio the median of the ratios of all rounds
 * @param target the least ratio wanted; 0 for a row that only informs
 */
record Row(
    String name,
    String reference,
    double own,
    double other,
    String unit,
    double ratio,
    double target) {

  static final String HEAD =
      "| what | against | own | reference | ratio | target |\n|---|---|---|---|---|---|";

  @Override
  public String toString() {
    String verdict =
        target == 0 ? "" : "≥ %.2f: %s".formatted(target, ratio >= target ? "met" : "missed");
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f %s | %.1f %s | %.2f | %s |",
        name,
        reference,
        own,
        unit,
        other,
        unit,
        ratio,
        verdict);
  }
}
