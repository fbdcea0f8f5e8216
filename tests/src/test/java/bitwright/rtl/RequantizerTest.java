package bitwright.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.step.StepFunction;
import bitwright.hw.GeneratedModule;
import bitwright.hw.Generator;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The requantizer of every layer of every bundled network, generated alone and driven with the
 * accumulators just below, at and just above each of its thresholds.
 */
class RequantizerTest {

  @TempDir Path folder;

  private static List<MatrixPlan> layers(String name) {
    Path file = Path.of("..", "models", name + ".onnx");
    Network network = QonnxImporter.read(file, ImportOptions.defaults());
    return AcceleratorPlan.balanced(network).matrices().stream()
        .filter(l -> l.layer().requantizer().isPresent())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "digits-xnor, 256, 1", "digits-int4, 128, 15",
    "digits-minifloat, 128, 62", "digits-shift, 128, 15"
  })
  void everyThresholdStepsInHardware(String name, int rows, int thresholds) throws IOException {
    int compared = 0;
    for (MatrixPlan plan : layers(name)) {
      compared += check(plan, Generator.requantizer(plan.thresholds().orElseThrow()));
    }
    System.out.printf("%s: %,d accumulators through requantizers in hardware%n", name, compared);
    assertEquals(3 * rows * thresholds, compared);
  }

  /** Compares 3 accumulators per threshold and row; ones that cannot occur are moved inside. */
  private int check(MatrixPlan plan, GeneratedModule module) throws IOException {
    DenseLayer layer = plan.layer();
    int thresholds = layer.requantizer().orElseThrow().channels().get(0).count();
    int beats = 3 * thresholds * plan.neuronFold();
    int pes = plan.fold().pe();
    StringBuilder stimulus = new StringBuilder();
    for (int beat = 0; beat < beats; beat++) {
      BigInteger word = BigInteger.ZERO;
      for (int pe = pes - 1; pe >= 0; pe--) {
        BigInteger raw = raw(plan, beat, pe).mod(BigInteger.ONE.shiftLeft(plan.rawBits()));
        word = word.shiftLeft(plan.rawBits()).or(raw);
      }
      stimulus.append(word.toString(16)).append('\n');
    }
    Path place = Files.createTempDirectory(folder, layer.name());
    Tool.write(module.files(), place);
    Files.writeString(place.resolve("stimulus.txt"), stimulus);
    Files.writeString(place.resolve("bench.sv"), bench(plan, module.top(), beats));
    List<String> lines = Tool.icarus(place).lines().filter(l -> !l.contains(":")).toList();
    assertEquals(beats, lines.size(), () -> String.join("\n", lines.subList(0, 3)));
    int bits = layer.output().orElseThrow().bits();
    int compared = 0;
    for (int beat = 0; beat < beats; beat++) {
      BigInteger word = new BigInteger(lines.get(beat).strip(), 16);
      for (int pe = 0; pe < pes; pe++) {
        int row = beat % plan.neuronFold() * pes + pe;
        BigInteger accumulator = plan.accumulator(raw(plan, beat, pe));
        int expected = layer.requantizer().orElseThrow().code(row, accumulator);
        int actual = word.shiftRight(pe * bits).intValue() & (1 << bits) - 1;
        if (expected != actual) {
          throw new AssertionError(
              "%s, row %d, accumulator %d: code %d, not %d"
                  .formatted(layer.name(), row, accumulator, actual, expected));
        }
        compared++;
      }
    }
    return compared;
  }

  /** The raw accumulator that PE {@code pe} is given in a beat. */
  private static BigInteger raw(MatrixPlan plan, int beat, int pe) {
    int row = beat % plan.neuronFold() * plan.fold().pe() + pe;
    int step = beat / plan.neuronFold();
    StepFunction steps = plan.layer().requantizer().orElseThrow().channels().get(row);
    BigInteger threshold = steps.threshold(step / 3);
    BigInteger raw =
        plan.isXnor()
            ? threshold.add(BigInteger.valueOf(plan.layer().columns() + 1L)).shiftRight(1)
            : threshold;
    IntegerRange range = plan.rawRange();
    return raw.add(BigInteger.valueOf(step % 3 - 1L)).max(range.min()).min(range.max());
  }

  private static String bench(MatrixPlan plan, String top, int beats) {
    return """
        module bench;
          reg clock = 0, reset = 1, in_valid = 0;
          reg [%1$d:0] raw = 0; reg [%1$d:0] stimulus [0:%2$d];
          wire out_valid; wire [%3$d:0] codes;
          integer i;
          %4$s dut(.clock(clock), .reset(reset), .enable(1'b1), .in_valid(in_valid), .raw(raw),
            .out_valid(out_valid), .codes(codes));
          always #5 clock = ~clock;
          always @(negedge clock) if (!reset && out_valid) $display("%%h", codes);
          initial begin
            $readmemh("stimulus.txt", stimulus);
            @(negedge clock); @(negedge clock); reset = 0;
            for (i = 0; i < %5$d; i = i + 1) begin
              #1 in_valid = 1; raw = stimulus[i]; @(negedge clock);
            end
            #1 in_valid = 0;
            for (i = 0; i < 40; i = i + 1) @(negedge clock);
            $finish;
          end
        endmodule
        """
        .formatted(
            plan.fold().pe() * plan.rawBits() - 1,
            beats - 1,
            plan.fold().pe() * plan.layer().output().orElseThrow().bits() - 1,
            top,
            beats);
  }

  @Test
  void aThresholdOffByOneIsSeen() throws IOException {
    MatrixPlan plan = layers("digits-int4").get(0);
    GeneratedModule right = Generator.requantizer(plan.thresholds().orElseThrow());
    TreeMap<String, byte[]> files = new TreeMap<>(right.files());
    String name = files.keySet().stream().filter(f -> f.endsWith(".hex")).findFirst().orElseThrow();
    String[] words = new String(files.get(name), StandardCharsets.US_ASCII).split("\n");
    words[0] = new BigInteger(words[0], 16).flipBit(0).toString(16);
    files.put(name, String.join("\n", words).getBytes(StandardCharsets.US_ASCII));
    GeneratedModule wrong = new GeneratedModule(right.top(), files);
    AssertionError seen = assertThrows(AssertionError.class, () -> check(plan, wrong));
    assertEquals(true, seen.getMessage().contains(", row 0, "), seen.getMessage());
  }
}
