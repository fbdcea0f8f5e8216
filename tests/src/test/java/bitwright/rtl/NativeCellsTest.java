package bitwright.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Arithmetic;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.MemoryKind;
import bitwright.arith.plan.Multipliers;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.sim.CoSimulation;
import bitwright.sim.SimulationOptions;
import bitwright.sim.Simulator;
import bitwright.sim.Timing;
import bitwright.sim.VerificationReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundled networks made of a device's own cells or DSP slices: the codes of the golden model. */
class NativeCellsTest {

  private static final int CYCLES = 4096;

  @ParameterizedTest(name = "{0} of {1} and {2} in {3}")
  @CsvSource({
    "digits-int4, LUT6_CARRY4, LUT, VERILATOR, 12",
    "digits-xnor, LUT6_CARRY8, LUT, VERILATOR, 12",
    "digits-minifloat, LUT6_CARRY4, LUT, VERILATOR, 12",
    "digits-shift, LUT6_CARRY8, LUT, VERILATOR, 12",
    "digits-cnn-int4, LUT6_CARRY4, LUT, VERILATOR, 3",
    "digits-xnor, LUT6_CARRY4, LUT, ICARUS, 1",
    "digits-int4, PORTABLE, DSP, VERILATOR, 12"
  })
  void everyCodeIsTheGoldenModels(
      String name, Cells cells, Multipliers multipliers, Simulator simulator, int vectors) {
    AcceleratorPlan plan = plan(name, new Implementation(cells, multipliers, MemoryKind.AUTO));
    Arithmetic expected = multipliers == Multipliers.DSP ? Arithmetic.DSP : Arithmetic.CELLS;
    int units = 0;
    for (MatrixPlan unit : units(plan)) {
      assertEquals(expected, unit.arithmetic(), unit.layer().name());
      units++;
    }
    assertTrue(units >= 3, units + " units");
    VerificationReport report = verify(Generator.generate(plan), simulator, vectors);
    assertTrue(report.passed(), () -> report.violation() + " " + report.divergence());
    int elements = plan.network().layers().stream().mapToInt(l -> l.outputShape().elements()).sum();
    assertEquals((long) vectors * elements, report.compared());
    Timing timing = report.timing().orElseThrow();
    assertEquals(plan.cyclesPerInference(), timing.cyclesPerInference());
    assertEquals(plan.latency(), timing.latencyCycles());
  }

  @Test
  void wrongTablesAreNoticed() {
    AcceleratorPlan plan = plan("digits-xnor", Implementation.of(Cells.LUT6_CARRY4));
    Accelerator right = Generator.generate(plan);
    var files = new TreeMap<>(right.files());
    String netlist =
        files.keySet().stream().filter(f -> f.contains("CellMac")).findFirst().orElseThrow();
    String text = new String(files.get(netlist), StandardCharsets.US_ASCII);
    // Every table of the netlist inverted.
    String damaged =
        Pattern.compile("64'h([0-9a-f]+)")
            .matcher(text)
            .replaceAll(m -> "64'h" + Long.toHexString(~Long.parseUnsignedLong(m.group(1), 16)));
    files.put(netlist, damaged.getBytes(StandardCharsets.US_ASCII));
    Accelerator wrong = new Accelerator(plan, right.top(), files, right.taps());
    assertFalse(verify(wrong, Simulator.VERILATOR, 4).passed());
  }

  private static List<MatrixPlan> units(AcceleratorPlan plan) {
    return plan.layers().stream().flatMap(layer -> layer.matrix().stream()).toList();
  }

  private static AcceleratorPlan plan(String name, Implementation implementation) {
    Network network =
        QonnxImporter.read(Path.of("..", "models", name + ".onnx"), ImportOptions.defaults());
    boolean shared = implementation.multipliers() == Multipliers.DSP;
    List<Fold> folds =
        shared
            ? network.layers().stream().map(NativeCellsTest::severalRows).toList()
            : Folding.balanced(network, CYCLES);
    return AcceleratorPlan.of(network, folds, Collections.nCopies(folds.size(), implementation));
  }

  /** The most of up to five rows, which fill DSP slices of four lanes and leave rows over. */
  private static Fold severalRows(Layer layer) {
    return Folding.legal(layer).stream()
        .filter(fold -> fold.pe() <= 5 && fold.simd() <= 4)
        .max(Comparator.comparingInt(Fold::pe).thenComparingInt(Fold::simd))
        .orElseThrow();
  }

  private static VerificationReport verify(
      Accelerator accelerator, Simulator simulator, int vectors) {
    Network network = accelerator.plan().network();
    Format format = network.input().format();
    int elements = network.inputMap().elements();
    Random random = new Random(7);
    int[] codes = random.ints((long) vectors * elements, 0, format.codes()).toArray();
    for (int i = 0; i < codes.length; i++) {
      while (!format.isNumber(codes[i])) {
        codes[i] = random.nextInt(format.codes());
      }
    }
    Evaluation golden =
        new GoldenModel(network).evaluate(new CodeMatrix(format, vectors, elements, codes));
    return CoSimulation.verify(accelerator, golden, SimulationOptions.DEFAULT.with(simulator));
  }
}
