package bitwright.sim;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.Rounding;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.arith.step.StepFunction;
import bitwright.hw.Accelerator;
import bitwright.hw.Tap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/** A two-layer network (40 → 8 → 12, int4 × uint4) and hand-written hardware for it. */
final class Fixture {

  static final IntegerFormat CODES = IntegerFormat.unsigned(4);

  private final AcceleratorPlan plan;
  private final SortedMap<String, byte[]> files = new TreeMap<>();

  Fixture(long seed) {
    Random random = new Random(seed);
    DenseLayer first = layer("fc1", random, 8, 40, true);
    DenseLayer second = layer("fc2", random, 12, 8, false);
    double[] scale = new double[12];
    Arrays.fill(scale, 0.125);
    Network network =
        new Network(
            "fixture",
            List.of(40),
            InputQuantizer.compile(
                40,
                List.of(List.of()),
                new Quantizer(CODES, Rounding.TIES_TO_EVEN, new BigFraction(1, 15))),
            List.of(first, second),
            OutputHead.affine(scale, new double[12]));
    plan = AcceleratorPlan.of(network, List.of(new Fold(4, 20), new Fold(6, 4)));
    files.put("rtl/fixture.sv", top().getBytes(StandardCharsets.UTF_8));
    files.put("rtl/fixture_unit.sv", resource("fixture_unit.sv").getBytes(StandardCharsets.UTF_8));
    for (MatrixPlan layer : List.of(plan.matrix(0), plan.matrix(1))) {
      files.put("rtl/" + layer.layer().name() + "_weights.hex", weights(layer));
    }
    files.put("rtl/fc1_thresholds.hex", thresholds(plan.matrix(0)));
    faulty(0);
  }

  private static DenseLayer layer(
      String name, Random random, int rows, int columns, boolean requantizes) {
    int[] codes = random.ints((long) rows * columns, 0, 16).toArray();
    WeightMatrix weights = new WeightMatrix(IntegerFormat.signed(4), rows, columns, codes);
    List<StepFunction> steps =
        IntStream.range(0, rows)
            .mapToObj(
                row ->
                    new StepFunction(
                        random.ints(15, -300, 300).sorted().mapToObj(BigInteger::valueOf).toList(),
                        false))
            .toList();
    return new DenseLayer(
        name,
        weights,
        CODES,
        requantizes ? Optional.of(new Requantizer(CODES, steps)) : Optional.empty());
  }

  private String top() {
    MatrixPlan a = plan.matrix(0);
    MatrixPlan b = plan.matrix(1);
    int out = plan.outputElements() * plan.last().outputBits();
    return resource("fixture.sv")
        .replace("@IN@", "80")
        .replace("@OUT@", Integer.toString((out + 7) / 8 * 8))
        .replace("@PE0@", "4")
        .replace("@SIMD0@", "20")
        .replace("@ROWS0@", "8")
        .replace("@COLUMNS0@", "40")
        .replace("@ACC0@", Integer.toString(a.accumulatorRange().signedBits()))
        .replace("@PE1@", "6")
        .replace("@SIMD1@", "4")
        .replace("@ROWS1@", "12")
        .replace("@COLUMNS1@", "8")
        .replace("@ACC1@", Integer.toString(b.outputBits()))
        .replace("@GROUPS1@", "2");
  }

  private static byte[] weights(MatrixPlan layer) {
    return IntStream.range(0, layer.weightDepth())
        .mapToObj(address -> layer.weightWord(address).toString(16) + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] thresholds(MatrixPlan layer) {
    int bits = layer.accumulatorRange().signedBits() + 1;
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits);
    return layer.layer().requantizer().orElseThrow().channels().stream()
        .flatMap(steps -> steps.thresholds().stream())
        .map(t -> t.mod(modulus).toString(16) + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  AcceleratorPlan plan() {
    return plan;
  }

  Accelerator accelerator() {
    return new Accelerator(plan, "fixture", files, List.of(tap(0, "fc1"), tap(1, "fc2")));
  }

  private Tap tap(int layer, String name) {
    MatrixPlan p = plan.matrix(layer);
    return new Tap(
        name,
        "fixture_unit",
        name,
        "out_valid",
        "out_ready",
        "out_data",
        p.fold().pe(),
        p.outputBits());
  }

  /** Selects a fault of {@code fixture.sv}. */
  Fixture faulty(int fault) {
    files.put("rtl/fault.hex", "%x\n".formatted(fault).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  String text(String file) {
    return new String(files.get("rtl/" + file), StandardCharsets.UTF_8);
  }

  /** Replaces one line of a memory file. */
  Fixture replacingLine(String file, int line, String replacement) {
    String[] lines = text(file).split("\n");
    lines[line] = replacement;
    files.put("rtl/" + file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Evaluation golden(int vectors, long seed) {
    int[] codes = new Random(seed).ints(vectors * 40L, 0, 16).toArray();
    return new GoldenModel(plan.network()).evaluate(new CodeMatrix(CODES, vectors, 40, codes));
  }

  private static String resource(String name) {
    try (InputStream in = Fixture.class.getResourceAsStream("fixture/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
