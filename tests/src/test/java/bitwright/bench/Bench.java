package bitwright.bench;

import bitwright.arith.dot.DotKernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prints a table of speeds, as ratios between two programs measured by turns in one run.
 *
 * <p>Times are processor times of one thread each, so other work on the machine shifts both sides
 * alike. Started by {@code tests/bench}, which compiles the C programs.
 */
final class Bench {

  private Bench() {}

  /**
   * Runs all contests.
   *
   * @param arguments the folder of the compiled C programs; then, if not all rows are wanted, a
   *     part of their names
   */
  public static void main(String[] arguments) throws IOException {
    Path programs = Path.of(arguments[0]);
    String wanted = arguments.length > 1 ? arguments[1] : "";
    System.out.printf(
        "Vector API: %s%n%n", DotKernel.usesVectorApi() ? "in use" : "not in use, plain Java");
    System.out.println("| what | against | own | reference | ratio | lowest … highest | target |");
    System.out.println("|---|---|---|---|---|---|---|");
    try (NativeSide dense = new NativeSide(programs.resolve("dense"));
        NativeSide xnor = new NativeSide(programs.resolve("xnor"))) {
      for (Contest contest : contests(dense, xnor)) {
        if (contest.name().contains(wanted)) {
          print(contest, contest.measure());
        }
      }
    }
  }

  private static List<Contest> contests(Side dense, Side xnor) {
    DenseLayers int4 = new DenseLayers("int4");
    DenseLayers e4m3 = new DenseLayers("e4m3fn");
    DenseLayers e5m2 = new DenseLayers("e5m2");
    DenseLayers bits = new DenseLayers("bipolar1");
    String loop = "int8 loop, gcc -O3 -march=native";
    String popcnt = "popcnt loop, gcc -O3 -mpopcnt";
    return List.of(
        dense("golden INT4 layer with requantizer", loop, 1.0, true, int4.golden(), dense),
        dense("INT4 × INT4 sums", loop, 0, true, int4.kernel(DotKernel::of), dense),
        dense("INT4 × INT4 sums in plain Java", loop, 0, true, int4.kernel(DotKernel::portable), dense),
        dense("E4M3FN × E4M3FN sums", loop, 0.5, false, e4m3.kernel(DotKernel::of), dense),
        dense("E4M3FN × E4M3FN sums in plain Java", loop, 0, false, e4m3.kernel(DotKernel::portable), dense),
        dense("E5M2 × E5M2 sums, 128 bits", loop, 0, false, e5m2.kernel(DotKernel::of), dense),
        dense("XNOR sums", popcnt, 0.9, true, bits.kernel(DotKernel::of), xnor),
        dense("golden XNOR layer with requantizer", popcnt, 0, true, bits.golden(), xnor));
  }

  private static Contest dense(
      String name, String reference, double target, boolean same, Side own, Side other) {
    return new Contest(name, reference, DenseLayers.MACS, "GMAC/s", target, same, own, other);
  }

  private static void print(Contest contest, Contest.Outcome outcome) {
    String target =
        contest.target() == 0
            ? ""
            : "≥ %.2f: %s"
                .formatted(
                    contest.target(), outcome.ratio() >= contest.target() ? "met" : "missed");
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.1f %s | %.1f %s | %.2f | %.2f … %.2f | %s |%n",
        contest.name(),
        contest.reference(),
        outcome.own(),
        contest.unit(),
        outcome.other(),
        contest.unit(),
        outcome.ratio(),
        outcome.least(),
        outcome.greatest(),
        target);
  }
}
