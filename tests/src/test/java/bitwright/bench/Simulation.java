package bitwright.bench;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Levels;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.hw.Generator;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.sim.stream.Progress;
import bitwright.sim.verilator.SpeedComparison;
import java.nio.file.Path;
import java.util.Random;

/** Simulation of a bundled network through JNA against a plain C++ program. */
final class Simulation {

  private static final int VECTORS = 500;
  private static final int ROUNDS = 9;
  private static final double TARGET = 0.95;
  private static final double MAP_TARGET = 0.9;

  /** Simulated cycles of one round, about. */
  private static final long CYCLES = 400_000;

  private Simulation() {}

  static Row measure(String name, Path model) {
    Network network = QonnxImporter.read(model, ImportOptions.defaults());
    AcceleratorPlan plan = AcceleratorPlan.balanced(network);
    int vectors = (int) Math.max(16, Math.min(VECTORS, CYCLES / plan.cyclesPerInference()));
    int features = network.input().features();
    Levels levels = network.input().format().levels();
    int[] codes =
        new Random(1)
            .ints((long) vectors * features, 0, levels.count())
            .map(levels::code)
            .toArray();
    SpeedComparison result =
        SpeedComparison.of(
            Generator.generate(plan),
            new CodeMatrix(network.input().format(), vectors, features, codes),
            ROUNDS,
            Progress.NONE);
    return new Row(
        name,
        "plain C++ main, same archive, flags and stimuli",
        result.cyclesPerSecond() / 1e6,
        result.plainCyclesPerSecond() / 1e6,
        "Mcycles/s",
        result.ratio(),
        network.inputMap().pixels() > 1 ? MAP_TARGET : TARGET);
  }
}
