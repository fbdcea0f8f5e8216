package bitwright.tables;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * The LUTs of one function, made in several ways.
 *
 * @param name what it computes
 * @param ours our own
 * @param sketch the sketch in this run, if it ran
 * @param combinational plain Verilog in one expression
 * @param registered plain Verilog with a register behind every operation
 * @param target the most it may have
 */
record LutRow(
    String name, int ours, OptionalInt sketch, int combinational, int registered, int target) {

  /** The part of the target by which one wants to be better than it. */
  private static final double CLEARLY = 0.9;

  static final String HEAD =
      """
      | function | Bitwright | sketch | plain Verilog, combinational | plain Verilog, registered | target | Bitwright / target |
      |---|---|---|---|---|---|---|""";

  /** Whether it is within the target. */
  boolean met() {
    return ours <= target;
  }

  /** Whether it beats the target by 10 %. */
  boolean clearlyBeaten() {
    return ours <= CLEARLY * target;
  }

  /** This run's figure; the published one where there is none or it is another. */
  private String sketched() {
    String published = "%,d (published)".formatted(target);
    if (sketch.isEmpty()) {
      return published;
    }
    String found = "%,d".formatted(sketch.getAsInt());
    return sketch.getAsInt() == target ? found : found + "; " + published;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | **%,d** | %s | %,d | %,d | %,d | %.2f%s |",
        name,
        ours,
        sketched(),
        combinational,
        registered,
        target,
        (double) ours / target,
        met() ? "" : ", missed");
  }
}
