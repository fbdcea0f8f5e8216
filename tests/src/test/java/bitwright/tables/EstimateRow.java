package bitwright.tables;

import bitwright.cost.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An estimate of a whole accelerator beside its synthesis.
 *
 * @param network which network
 * @param size at which fold
 * @param cells made of what
 * @param cycles per inference
 * @param estimate what the formulas say
 * @param synthesized what synthesis counts
 */
record EstimateRow(
    String network,
    String size,
    String cells,
    int cycles,
    Resources estimate,
    Resources synthesized) {

  /** The most that an estimate of LUTs may be off. */
  static final double LUT_LIMIT = 0.07;

  /** The most that flip-flops may be off. */
  static final double FF_LIMIT = 0.05;

  static final String HEAD =
      """
      | network | fold | cells | cycles | LUT estimated | synthesized | error | FF estimated | synthesized | error | BRAM36 | DSP |
      |---|---|---|---|---|---|---|---|---|---|---|---|""";

  /** Its name in messages. */
  String name() {
    return "%s, %s, %s".formatted(network, size, cells);
  }

  /** The relative error of the LUTs, positive where too many are estimated. */
  double lutError() {
    return error(estimate.lut(), synthesized.lut());
  }

  /** The relative error of the flip-flops. */
  double ffError() {
    return error(estimate.ff(), synthesized.ff());
  }

  private static double error(int said, int found) {
    return found == 0 ? (said == 0 ? 0 : Double.POSITIVE_INFINITY) : (double) said / found - 1;
  }

  /** The same with another estimate. */
  EstimateRow withEstimate(Resources other) {
    return new EstimateRow(network, size, cells, cycles, other, synthesized);
  }

  /** What is out of its limit. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    if (Math.abs(lutError()) > LUT_LIMIT) {
      complaints.add(complaint("LUT", estimate.lut(), synthesized.lut()));
    }
    if (Math.abs(ffError()) > FF_LIMIT) {
      complaints.add(complaint("FF", estimate.ff(), synthesized.ff()));
    }
    if (estimate.bram18() != synthesized.bram18()) {
      complaints.add(complaint("BRAM36", estimate.bram36(), synthesized.bram36()));
    }
    if (estimate.dsp() != synthesized.dsp()) {
      complaints.add(complaint("DSP", estimate.dsp(), synthesized.dsp()));
    }
    return complaints;
  }

  private String complaint(String what, Object said, Object found) {
    return "%s: %s %s estimated, %s synthesized".formatted(name(), said, what, found);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %,d | %,d | %,d | %+.1f %% | %,d | %,d | %+.1f %% | %s | %s |",
        network,
        size,
        cells,
        cycles,
        estimate.lut(),
        synthesized.lut(),
        100 * lutError(),
        estimate.ff(),
        synthesized.ff(),
        100 * ffError(),
        both(estimate.bram36(), synthesized.bram36()),
        both((double) estimate.dsp(), (double) synthesized.dsp()));
  }

  private static String both(double said, double found) {
    return said == found ? number(said) : "**%s, not %s**".formatted(number(said), number(found));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
