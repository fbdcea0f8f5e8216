package bitwright.bench;

import bitwright.arith.network.Network;
import bitwright.arith.plan.Cells;
import bitwright.cost.Device;
import bitwright.cost.folding.FoldingSolver;
import bitwright.cost.folding.Goal;
import bitwright.cost.folding.NetworkEstimator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The first folding of a virtual machine, in processor time of the one thread that works.
 *
 * <p>Classes are loaded by folding a layer of 4 × 4 weights first; nothing is compiled then.
 */
final class ColdFolding {

  private ColdFolding() {}

  /**
   * Prints seconds.
   *
   * @param arguments {@code chain} or {@code residual}; {@code portable} or {@code native}; a rate
   *     or {@code max}
   */
  public static void main(String[] arguments) {
    Goal goal = goal(arguments[1]);
    fold(TwentyLayers.tiny(), goal, arguments[2]);
    Network network = arguments[0].equals("chain") ? TwentyLayers.chain() : TwentyLayers.residual();
    System.out.println(seconds(network, goal, arguments[2]));
  }

  /** What is folded for, of {@code portable} or {@code native} cells. */
  static Goal goal(String cells) {
    Device device = FoldingSpeed.DEVICE;
    return new Goal(
        device,
        cells.equals("native") ? device.family().cells() : Cells.PORTABLE,
        OptionalInt.empty());
  }

  /** The processor time of a folding. */
  static double seconds(Network network, Goal goal, String rate) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    fold(network, goal, rate);
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
  }

  private static void fold(Network network, Goal goal, String rate) {
    NetworkEstimator estimator = new NetworkEstimator(network, goal.device());
    FoldingSolver solver = new FoldingSolver(estimator, goal);
    if (rate.equals("max")) {
      solver.fastest();
    } else {
      solver.least(Long.parseLong(rate));
    }
  }

  /** The seconds that a fresh machine takes, on one core but for its compiler. */
  static double measure(String kind, String cells, String rate) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--add-modules",
                  "jdk.incubator.vector",
                  "-XX:+UseSerialGC",
                  "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ColdFolding.class.getName(),
                  kind,
                  cells,
                  rate)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the folding of %s failed".formatted(kind));
      }
      return Double.parseDouble(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
