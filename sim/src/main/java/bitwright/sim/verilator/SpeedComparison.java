package bitwright.sim.verilator;

import bitwright.arith.dot.CodeMatrix;
import bitwright.hw.Accelerator;
import bitwright.sim.stream.Progress;
import bitwright.sim.stream.Recording;
import bitwright.sim.stream.Stimulus;
import bitwright.sim.stream.StreamMap;
import bitwright.sim.tool.SimulationException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Simulation through JNA beside a plain C++ program: same archive, same flags, same stimuli.
 *
 * <p>The library records every layer and checks the streams' rules while it runs; the program does
 * neither. Time is the processor time of the simulating thread, so that other load on the machine
 * counts on neither side.
 *
 * @param cyclesPerSecond of the library, the median of all rounds
 * @param plainCyclesPerSecond of the program, the median of all rounds
 * @param ratio the median over all rounds of the first by the second, taken side by side
 */
public record SpeedComparison(double cyclesPerSecond, double plainCyclesPerSecond, double ratio) {

  /**
   * Measures both in turn.
   *
   * @param accelerator what is simulated
   * @param inputs the batch, long enough that a run takes some tenths of a second
   * @param rounds how many times each runs, after one run of each that does not count
   * @throws SimulationException if their outputs differ
   */
  public static SpeedComparison of(
      Accelerator accelerator, CodeMatrix inputs, int rounds, Progress progress) {
    Stimulus stimulus = Stimulus.of(StreamMap.of(accelerator).input(), inputs, 0, 1);
    VerilatorBench bench = new VerilatorBench(accelerator, progress);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] library = new double[rounds];
    double[] plain = new double[rounds];
    double[] ratios = new double[rounds];
    try (PlainMain program = new PlainMain(accelerator, progress)) {
      for (int round = -1; round < rounds; round++) {
        Recording recording;
        long nanoseconds;
        try (VerilatorRun run = bench.open(stimulus)) {
          long start = threads.getCurrentThreadCpuTime();
          recording = run.toEnd(Progress.NONE);
          nanoseconds = threads.getCurrentThreadCpuTime() - start;
        }
        PlainMain.Run run = program.run(stimulus);
        if (PlainMain.checksum(recording.last().bytes()) != run.checksum()) {
          throw new SimulationException("library and plain program give different outputs");
        }
        if (round >= 0) {
          library[round] = recording.cycles() / (nanoseconds * 1e-9);
          plain[round] = run.cycles() / run.seconds();
          ratios[round] = library[round] / plain[round];
        }
        progress.at("measure", round + 1L, rounds);
      }
    }
    return new SpeedComparison(median(library), median(plain), median(ratios));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
