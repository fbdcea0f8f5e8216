package bitwright.sim.verilator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.sim.stream.Progress;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OperatorSimulationTest {

  private static final Operator SIGNED =
      operator(
          "multiply",
          """
          module multiply (input [7:0] a, input [7:0] b, output [15:0] product);
            assign product = $signed(a) * $signed(b);
          endmodule
          """,
          8,
          8,
          16);

  private static final Operator SHIFTED =
      operator(
          "shifted",
          """
          module shifted (input [3:0] a, input [6:0] b, output [99:0] product);
            assign product = {96'd0, a} << b;
          endmodule
          """,
          4,
          7,
          100);

  private static final Operator WRONG_ONCE =
      operator(
          "wrong_once",
          """
          module wrong_once (input [7:0] a, input [7:0] b, output [15:0] product);
            assign product = a * b ^ {15'd0, a == 8'd77 && b == 8'd203};
          endmodule
          """,
          8,
          8,
          16);

  private static final Operator SQUARE =
      new Operator(
          "square",
          new TreeMap<>(
              Map.of(
                  "square.sv",
                  "module square (input [9:0] x, output [19:0] y); assign y = x * x; endmodule\n"
                      .getBytes(StandardCharsets.UTF_8))),
          "x",
          10,
          "",
          0,
          "y",
          20);

  private static final OperatorSimulation ALL =
      OperatorSimulation.of(List.of(SIGNED, SHIFTED, WRONG_ONCE, SQUARE), Progress.NONE);

  private static Operator operator(String name, String text, int a, int b, int product) {
    TreeMap<String, byte[]> sources = new TreeMap<>();
    sources.put(name + ".sv", text.getBytes(StandardCharsets.UTF_8));
    return new Operator(name, sources, "a", a, "b", b, "product", product);
  }

  @Test
  void allPairsOfAllOperatorsComeOutOfOneCall() {
    List<ResultTable> tables = ALL.exhaustive();
    assertEquals(
        List.of(65_536, 2_048, 65_536, 1_024), tables.stream().map(ResultTable::size).toList());
    int wrong = 0;
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        ResultTable products = tables.get(0);
        assertEquals((byte) a * (byte) b, products.signed(products.index(a, b)).intValueExact());
        boolean right = tables.get(2).unsigned(products.index(a, b)).intValueExact() == a * b;
        wrong += right ? 0 : 1;
      }
    }
    assertEquals(1, wrong);
    for (int a = 0; a < 16; a++) {
      for (int b = 0; b < 128; b++) {
        BigInteger expected = BigInteger.valueOf(a).shiftLeft(b).mod(BigInteger.ONE.shiftLeft(100));
        assertEquals(expected, tables.get(1).unsigned(tables.get(1).index(a, b)));
      }
    }
    for (int x = 0; x < 1024; x++) {
      assertEquals(x * x, tables.get(3).unsigned(x).intValueExact());
    }
  }

  @Test
  void givenOperandsComeOutInOrder() {
    Random random = new Random(4);
    long[] a = random.longs(1000, 0, 256).toArray();
    long[] b = random.longs(1000, 0, 256).toArray();
    ResultTable results = ALL.apply(0, a, b);
    assertEquals(1000, results.size());
    for (int i = 0; i < 1000; i++) {
      assertEquals((byte) a[i] * (byte) b[i], results.signed(i).intValueExact());
    }
  }

  @Test
  void differentSourcesOfOneNameAreRefused() {
    Operator other = operator("multiply", "module multiply; endmodule\n", 8, 8, 16);
    assertThrows(
        IllegalArgumentException.class,
        () -> OperatorSimulation.of(List.of(SIGNED, other), Progress.NONE));
  }
}
