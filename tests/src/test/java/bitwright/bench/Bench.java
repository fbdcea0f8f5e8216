package bitwright.bench;

import bitwright.arith.dot.DotKernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints a table of speeds, as ratios between two programs measured by turns in one run.
 *
 * <p>Times are processor times of one thread each, so other work on the machine shifts both sides
 * alike. Started by {@code tests/bench}, which compiles the C programs.
 */
final class Bench {

  private static final String LOOP = "int8 loop, gcc -O3 -march=native";
  private static final String POPCNT = "popcnt loop, gcc -O3 -mpopcnt";

  private Bench() {}

  /**
   * Runs all contests.
   *
   * @param arguments the folder of the compiled C programs and that of the bundled networks; then,
   *     if not all rows are wanted, a part of their names
   */
  public static void main(String[] arguments) throws IOException {
    Path programs = Path.of(arguments[0]);
    String wanted = arguments.length > 2 ? arguments[2] : "";
    System.out.printf(
        "Vector API: %s%n%n%s%n",
        DotKernel.usesVectorApi() ? "in use" : "not in use, plain Java", Row.HEAD);
    try (NativeSide dense = new NativeSide(programs.resolve("dense"));
        NativeSide xnor = new NativeSide(programs.resolve("xnor"))) {
      for (Contest contest : contests(dense, xnor)) {
        if (contest.name().contains(wanted)) {
          System.out.println(contest.measure());
        }
      }
    }
    if (CnnContest.NAME.contains(wanted)) {
      System.out.println(CnnContest.measure(Path.of(arguments[1])));
    }
    FoldingSpeed.measure(wanted).forEach(System.out::println);
    for (String network : List.of("digits-int4", "digits-cnn-int4")) {
      String name = "RTL of %s through JNA, all layers recorded".formatted(network);
      if (name.contains(wanted)) {
        Path model = Path.of(arguments[1]).resolve(network + ".onnx");
        System.out.println(Simulation.measure(name, model));
      }
    }
  }

  private static List<Contest> contests(Side dense, Side xnor) {
    DenseLayers int4 = new DenseLayers("int4");
    DenseLayers e4m3 = new DenseLayers("e4m3fn");
    DenseLayers e5m2 = new DenseLayers("e5m2");
    DenseLayers bits = new DenseLayers("bipolar1");
    return List.of(
        against(dense, "golden INT4 layer with requantizer", 1.0, int4.golden()),
        against(dense, "INT4 × INT4 sums", 0, int4.kernel(DotKernel::of)),
        against(dense, "INT4 × INT4 sums in plain Java", 0, int4.kernel(DotKernel::portable)),
        beside(dense, "E4M3FN × E4M3FN sums", 0.5, e4m3.kernel(DotKernel::of)),
        beside(dense, "E4M3FN × E4M3FN sums in plain Java", 0, e4m3.kernel(DotKernel::portable)),
        beside(dense, "E5M2 × E5M2 sums, 128 bits", 0, e5m2.kernel(DotKernel::of)),
        new Contest(
            "XNOR sums", POPCNT, DenseLayers.MACS, 0.9, true, bits.kernel(DotKernel::of), xnor));
  }

  /** The same numbers on both sides. */
  private static Contest against(Side loop, String name, double target, Side own) {
    return new Contest(name, LOOP, DenseLayers.MACS, target, true, own, loop);
  }

  /** As many products on both sides, of other formats. */
  private static Contest beside(Side loop, String name, double target, Side own) {
    return new Contest(name, LOOP, DenseLayers.MACS, target, false, own, loop);
  }
}
