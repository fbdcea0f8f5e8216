package bitwright.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import bitwright.oracle.Digits;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wrong hardware: a package is generated, one bit or one line of it is changed, and {@code verify}
 * must name the place that the change was computed to show at first, and end with 1.
 */
class NegativeControlTest {

  private static final String MODEL = "digits-int4";
  private static final int CYCLES = 2048;
  private static final int VECTORS = 60;
  private static final int LAYER = 1;

  @TempDir Path folder;

  private final Network network =
      QonnxImporter.read(Path.of("..", "models", MODEL + ".onnx"), ImportOptions.defaults());
  private final MatrixPlan plan =
      AcceleratorPlan.of(network, Folding.balanced(network, CYCLES)).matrix(LAYER);
  private final DenseLayer layer = plan.layer();
  private final Requantizer requantizer = layer.requantizer().orElseThrow();
  private final Evaluation golden = new GoldenModel(network).evaluate(Digits.first(VECTORS));
  private final CodeMatrix inputs = golden.layerCodes().get(LAYER - 1);
  private Path rtl;

  /** Where a change must show first. */
  private record Place(int vector, int channel, int expected, int actual) {}

  /** The code that a row of the changed hardware gives for a vector. */
  private interface Changed {
    int code(int vector, int row);
  }

  @BeforeEach
  void generate() {
    Path delivered = folder.resolve("package");
    CommandLineRun run =
        CommandLineRun.of("generate", MODEL, "--cycles", CYCLES, "--out", delivered);
    assertEquals(0, run.exitCode(), run.err());
    rtl = delivered.resolve("rtl");
  }

  private CommandLineRun verify() {
    return CommandLineRun.of(
        "verify",
        MODEL,
        "--cycles",
        CYCLES,
        "--limit",
        VECTORS,
        "--json",
        "-",
        "--package",
        rtl.getParent(),
        "--waveforms",
        folder.resolve("waveforms"));
  }

  private BigInteger accumulator(int vector, int row) {
    return layer.accumulate(row, inputs.vector(vector));
  }

  private Place first(Changed changed) {
    for (int v = 0; v < VECTORS; v++) {
      for (int row = 0; row < layer.rows(); row++) {
        int right = golden.layerCodes().get(LAYER).code(v, row);
        int wrong = changed.code(v, row);
        if (right != wrong) {
          return new Place(v, row, right, wrong);
        }
      }
    }
    throw new AssertionError("the change shows nowhere in " + VECTORS + " vectors");
  }

  private void assertCaughtAt(Place place) throws IOException {
    CommandLineRun run = verify();
    assertEquals(1, run.exitCode(), run.out() + run.err());
    JsonNode json = new ObjectMapper().readTree(run.out());
    JsonNode divergence = json.get("firstDivergence");
    assertEquals(layer.name(), divergence.get("layer").asText());
    assertEquals(place.vector(), divergence.get("vector").asInt());
    assertEquals(place.channel(), divergence.get("channel").asInt());
    assertEquals(place.expected(), divergence.get("expected").asInt());
    assertEquals(place.actual(), divergence.get("actual").asInt());
    assertEquals(0, json.get("layers").get(LAYER - 1).get("mismatches").asInt());
    assertTrue(json.get("layers").get(LAYER).get("mismatches").asInt() > 0);
    assertTrue(Files.size(Path.of(divergence.get("waveform").asText())) > 500);
  }

  private void changeWord(String file, int line, int bit, int bits, BigInteger add)
      throws IOException {
    Path path = rtl.resolve(file);
    List<String> words = new ArrayList<>(Files.readAllLines(path));
    BigInteger word = new BigInteger(words.get(line), 16);
    BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    BigInteger field = word.shiftRight(bit).and(mask);
    BigInteger changed = word.xor(field.xor(field.add(add).and(mask)).shiftLeft(bit));
    assertNotEquals(word, changed);
    words.set(line, changed.toString(16));
    Files.write(path, words);
  }

  @Test
  void theUnchangedPackagePasses() throws IOException {
    CommandLineRun run = verify();
    assertEquals(0, run.exitCode(), run.out() + run.err());
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertEquals(VECTORS * (64 + 64 + 10), json.get("compared").asInt());
    assertEquals(0, json.get("mismatches").asInt());
    assertTrue(json.get("firstDivergence").isNull());
  }

  @Test
  void aFlippedWeightIsCaught() throws IOException {
    int row = 37;
    int column = 11;
    Format format = layer.weights().format();
    int code = layer.weights().code(row, column);
    int flipped = code ^ 4;
    assertTrue(format.isNumber(flipped), "choose another weight");
    BigInteger change = format.image(flipped).subtract(format.image(code));
    int pe = row % plan.fold().pe();
    int lane = column % plan.fold().simd();
    int address = row / plan.fold().pe() * plan.synapseFold() + column / plan.fold().simd();
    int bit = (pe * plan.fold().simd() + lane) * format.bits();
    changeWord(
        layer.name() + "_weights.hex",
        address,
        bit,
        format.bits(),
        BigInteger.valueOf(flipped - code));
    assertCaughtAt(
        first(
            (v, r) -> {
              BigInteger x = layer.input().image(inputs.code(v, column));
              BigInteger wrong =
                  r == row ? accumulator(v, r).add(change.multiply(x)) : accumulator(v, r);
              return requantizer.code(r, wrong);
            }));
  }

  @Test
  void aThresholdOffByOneIsCaught() throws IOException {
    for (int row = 0; row < layer.rows(); row++) {
      StepFunction steps = requantizer.channels().get(row);
      for (int v = 0; v < VECTORS; v++) {
        int hit = steps.thresholds().lastIndexOf(accumulator(v, row));
        if (hit >= 0) {
          int changedRow = row;
          StepFunction raised = raised(steps, hit);
          raiseInMemory(row, hit);
          assertCaughtAt(
              first(
                  (vector, r) ->
                      r == changedRow
                          ? requantizer.output().levels().code(raised.rank(accumulator(vector, r)))
                          : requantizer.code(r, accumulator(vector, r))));
          return;
        }
      }
    }
    throw new AssertionError("no accumulator of this batch hits a threshold");
  }

  private static StepFunction raised(StepFunction steps, int index) {
    List<BigInteger> thresholds = new ArrayList<>(steps.thresholds());
    thresholds.set(index, thresholds.get(index).add(BigInteger.ONE));
    return new StepFunction(thresholds, steps.falling());
  }

  private void raiseInMemory(int row, int index) throws IOException {
    StepFunction steps = requantizer.channels().get(row);
    int stages = plan.thresholdStages();
    int padding = steps.falling() ? (1 << stages) - 1 - steps.count() : 0;
    int position = index + padding + 1;
    int half = Integer.lowestOneBit(position);
    int stage = stages - 1 - Integer.numberOfTrailingZeros(half);
    int prefix = position / half / 2;
    int group = row / plan.fold().pe();
    String file = "%s_thresholds_%d_%d.hex".formatted(layer.name(), row % plan.fold().pe(), stage);
    changeWord(
        file,
        (group << stage) + prefix,
        0,
        plan.thresholds().orElseThrow().range().bits(),
        BigInteger.ONE);
  }

  @Test
  void aDroppedCarryIsCaught() throws IOException {
    Path source = rtl.resolve("Mvu_" + layer.name() + ".sv");
    String text = Files.readString(source);
    String sum = "total_0 <= (\\(.*\\)) \\+ (\\{.*\\});";
    String broken =
        "total_0 <= ((\\$unsigned($1) >> 4) + (\\$unsigned($2) >> 4) << 4) | (($1 + $2) & 'hF);";
    String changed = text.replaceFirst(sum, broken);
    assertNotEquals(text, changed);
    Files.writeString(source, changed);
    assertCaughtAt(
        first(
            (v, row) ->
                requantizer.code(
                    row,
                    row % plan.fold().pe() == 0 ? withoutCarry(v, row) : accumulator(v, row))));
  }

  /** The accumulator whose adder loses the carry from bit 3 to bit 4. */
  private BigInteger withoutCarry(int vector, int row) {
    long total = 0;
    int simd = plan.fold().simd();
    for (int group = 0; group < plan.synapseFold(); group++) {
      long sum = 0;
      for (int c = group * simd; c < (group + 1) * simd; c++) {
        sum +=
            layer.weights().format().image(layer.weights().code(row, c)).longValueExact()
                * layer.input().image(inputs.code(vector, c)).longValueExact();
      }
      total = ((total >> 4) + (sum >> 4) << 4) | (total + sum & 15);
    }
    int shift = 64 - plan.rawBits();
    return BigInteger.valueOf(total << shift >> shift);
  }
}
