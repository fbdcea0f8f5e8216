package bitwright.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.Network;
import bitwright.hw.GeneratedModule;
import bitwright.hw.Generator;
import bitwright.hw.operator.Products;
import bitwright.oracle.CodeValues;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.sim.stream.Progress;
import bitwright.sim.verilator.Operator;
import bitwright.sim.verilator.OperatorSimulation;
import bitwright.sim.verilator.ResultTable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every pair of operands of every product that a bundled network uses, and of some that none does:
 * hardware = product of golden images = product of integers found by counting.
 */
class ExhaustiveProductTest {

  private record Pair(Format weight, Format input) {

    static Pair of(String weight, String input) {
      return new Pair(FormatNames.parse(weight), FormatNames.parse(input));
    }

    GeneratedModule module() {
      return Generator.product(weight, input);
    }

    IntegerRange range() {
      return Products.range(weight, input);
    }

    @Override
    public String toString() {
      return weight.name() + " × " + input.name();
    }
  }

  private static final List<Pair> PAIRS = pairs();

  @TempDir Path folder;

  private static List<Pair> pairs() {
    Set<Pair> pairs = new LinkedHashSet<>();
    for (String name : List.of("xnor", "int4", "minifloat", "shift")) {
      Path file = Path.of("..", "models", "digits-" + name + ".onnx");
      Network network = QonnxImporter.read(file, ImportOptions.defaults());
      network.kernels().forEach(l -> pairs.add(new Pair(l.weights().format(), l.input())));
    }
    pairs.add(Pair.of("e4m3fn", "e4m3fn"));
    pairs.add(Pair.of("e5m2", "e5m2"));
    pairs.add(Pair.of("e3m4", "e2m5"));
    pairs.add(Pair.of("int8", "e4m3fn"));
    pairs.add(Pair.of("pot4", "int8"));
    return List.copyOf(pairs);
  }

  private static int promised(Pair pair) {
    return numbers(pair.weight()) * numbers(pair.input());
  }

  private static int numbers(Format format) {
    int count = 0;
    for (BigInteger value : CodeValues.of(format)) {
      count += value == null ? 0 : 1;
    }
    return count;
  }

  /** A result of a pair of codes, as an integer. */
  private interface Results {
    BigInteger of(int a, int b);
  }

  private static int check(Pair pair, Results results) {
    BigInteger[] w = CodeValues.of(pair.weight());
    BigInteger[] x = CodeValues.of(pair.input());
    int checked = 0;
    for (int a = 0; a < w.length; a++) {
      for (int b = 0; b < x.length; b++) {
        assertEquals(w[a] != null, pair.weight().isNumber(a));
        assertEquals(x[b] != null, pair.input().isNumber(b));
        if (w[a] != null && x[b] != null) {
          BigInteger expected = w[a].multiply(x[b]);
          assertEquals(expected, pair.weight().image(a).multiply(pair.input().image(b)));
          BigInteger actual = results.of(a, b);
          if (!expected.equals(actual)) {
            throw new AssertionError(
                "%s of codes %d and %d: %s, not %s".formatted(pair, a, b, actual, expected));
          }
          checked++;
        }
      }
    }
    return checked;
  }

  private static Results results(Pair pair, ResultTable table) {
    boolean signed = pair.range().signed();
    return (a, b) -> signed ? table.signed(table.index(a, b)) : table.unsigned(table.index(a, b));
  }

  private static List<ResultTable> simulate(List<Pair> pairs) {
    List<Operator> operators = new ArrayList<>();
    for (Pair pair : pairs) {
      operators.add(
          Operator.product(
              pair.module(), pair.weight().bits(), pair.input().bits(), pair.range().bits()));
    }
    return OperatorSimulation.of(operators, Progress.NONE).exhaustive();
  }

  @Test
  void everyPairOfOperandsUnderVerilator() {
    assertTrue(PAIRS.size() >= 9, PAIRS.toString());
    List<ResultTable> tables = simulate(PAIRS);
    long total = 0;
    for (int i = 0; i < PAIRS.size(); i++) {
      Pair pair = PAIRS.get(i);
      int checked = check(pair, results(pair, tables.get(i)));
      assertEquals(promised(pair), checked);
      System.out.printf("%s: %,d pairs of operands%n", pair, checked);
      total += checked;
    }
    assertEquals(262_072, total);
  }

  @Test
  void everyPairOfOperandsUnderIcarus() throws IOException {
    for (Pair pair : PAIRS) {
      if (pair.weight().bits() + pair.input().bits() <= 12 || pair.weight().bits() == 4) {
        Path place = Files.createDirectory(folder.resolve(pair.module().top()));
        List<String> lines = icarus(pair, place);
        BigInteger modulus = BigInteger.ONE.shiftLeft(pair.range().bits());
        Results results =
            (a, b) -> {
              BigInteger value = new BigInteger(lines.get(a << pair.input().bits() | b), 16);
              boolean negative = pair.range().signed() && value.testBit(pair.range().bits() - 1);
              return negative ? value.subtract(modulus) : value;
            };
        assertEquals(promised(pair), check(pair, results));
      }
    }
  }

  private static List<String> icarus(Pair pair, Path place) throws IOException {
    Tool.write(pair.module().files(), place);
    Files.writeString(
        place.resolve("bench.sv"),
        """
        module bench;
          reg [%d:0] a; reg [%d:0] b; wire [%d:0] product; integer i;
          %s dut(.a(a), .b(b), .product(product));
          initial for (i = 0; i < %d; i = i + 1) begin
            {a, b} = i; #1; $display("%%h", product);
          end
        endmodule
        """
            .formatted(
                pair.weight().bits() - 1,
                pair.input().bits() - 1,
                pair.range().bits() - 1,
                pair.module().top(),
                pair.weight().codes() * pair.input().codes()));
    return Tool.icarus(place).replace('x', '0').lines().toList();
  }

  @Test
  void oneWrongProductIsSeen() {
    Pair pair = Pair.of("e2m1", "e3m2");
    Results right = results(pair, simulate(List.of(pair)).get(0));
    assertEquals(promised(pair), check(pair, right));
    Results wrong = (a, b) -> a == 7 && b == 31 ? right.of(a, b).flipBit(2) : right.of(a, b);
    assertThrows(AssertionError.class, () -> check(pair, wrong));
  }
}
