package bitwright.sim;

import bitwright.hw.Accelerator;
import bitwright.sim.icarus.IcarusBench;
import bitwright.sim.stream.Bench;
import bitwright.sim.stream.Progress;
import bitwright.sim.verilator.VerilatorBench;
import java.util.Locale;

/** The simulators that can run an accelerator. */
public enum Simulator {
  /** Verilator: two-state, compiled, fast. */
  VERILATOR,
  /** Icarus Verilog: four-state, interpreted, slow, an independent reading of the same files. */
  ICARUS;

  /** The name on the command line and in reports. */
  public String commandName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Makes an accelerator ready to run. */
  Bench bench(Accelerator accelerator, Progress progress) {
    return switch (this) {
      case VERILATOR -> new VerilatorBench(accelerator, progress);
      case ICARUS -> new IcarusBench(accelerator, progress);
    };
  }
}
