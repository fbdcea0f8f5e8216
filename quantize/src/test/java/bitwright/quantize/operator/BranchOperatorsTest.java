package bitwright.quantize.operator;

import static bitwright.quantize.operator.OneMap.assertRefused;
import static bitwright.quantize.operator.OneMap.conv;
import static bitwright.quantize.operator.OneMap.quant;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.network.SumLayer;
import bitwright.quantize.writer.QonnxBuilder;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Branches that leave one tensor and meet again. */
class BranchOperatorsTest {

  private static final long[] PAIR = {2, 1, 1};
  private static final long[] SQUARE = {2, 2, 1, 1};

  private static String branch(QonnxBuilder b, String name, String x, double scale) {
    return quant(b, name + "_quant", conv(b, name, x, new float[] {1, 1, 1, -1}, SQUARE), scale);
  }

  @Test
  void scalesBecomeIntegerMultipliers() {
    OneMap one =
        OneMap.of(
            PAIR,
            (b, x) -> {
              String y = branch(b, "c", x, 0.75);
              String z = branch(b, "d", x, 0.5);
              return quant(b, "out", b.node("Add", "sum", List.of(y, z)), 1);
            });
    assertEquals("conv c[-1] conv d[-1] add sum[0, 1]", one.nodes());
    assertEquals(
        List.of(BigInteger.valueOf(3), BigInteger.TWO), ((SumLayer) one.layer(2)).multipliers());
    assertArrayEquals(new double[] {6, -2}, one.outputs(1, 2));
  }

  @Test
  void oneQuantizerIsOneStreamForAllWhoUseIt() {
    OneMap one =
        OneMap.of(
            PAIR,
            (b, x) -> {
              String y = branch(b, "c", x, 1);
              String z = branch(b, "d", y, 1);
              String sum = quant(b, "mid", b.node("Sub", "sum", List.of(y, z)), 1);
              return conv(b, "last", sum, new float[] {1, 2, 3, 4}, SQUARE);
            });
    assertEquals("conv c[-1] conv d[0] add sum[0, 1] conv last[2]", one.nodes());
    assertEquals(
        List.of(BigInteger.ONE, BigInteger.ONE.negate()), ((SumLayer) one.layer(2)).multipliers());
    assertEquals(List.of(1, 2), one.network().consumers(0));
    assertArrayEquals(new double[] {1 + 2 * -5, 3 + 4 * -5}, one.outputs(1, 2));
  }

  @Test
  void offsetsAreAddedBehindTheSum() {
    OneMap one =
        OneMap.of(
            PAIR,
            (b, x) -> {
              String y = branch(b, "c", x, 1);
              String k = b.floats("k", new float[] {0.25f, 4}, 2, 1, 1);
              String z = b.node("Add", "plus", List.of(branch(b, "d", x, 1), k));
              return b.node("Sub", "sum", List.of(z, y));
            });
    assertArrayEquals(new double[] {0.25, 4}, one.outputs(3, 1));
  }

  @Test
  void aBranchThatMeetsItselfIsScaled() {
    OneMap one =
        OneMap.of(
            PAIR,
            (b, x) -> {
              String y = b.node("Relu", "relu", List.of(branch(b, "c", x, 1)));
              return b.node("Add", "twice", List.of(y, y));
            });
    assertEquals("conv c[-1]", one.nodes());
    assertArrayEquals(new double[] {6, 0}, one.outputs(1, 2));
  }

  @Test
  void aSecondQuantizerStartsFromTheCodesOfTheFirst() {
    OneMap one =
        OneMap.of(
            PAIR,
            (b, x) -> {
              String y = branch(b, "c", x, 1);
              String z = quant(b, "coarse", b.node("Relu", "relu", List.of(y)), 2);
              return b.node("Add", "sum", List.of(branch(b, "d", z, 1), y));
            });
    assertEquals("conv c[-1] add quant_coarse[0] conv d[1] add sum[2, 0]", one.nodes());
    assertArrayEquals(new double[] {4 + 3, 4 - 1}, one.outputs(1, 2));
  }

  @Test
  void twoQuantizersOfOneSumAreRefused() {
    assertRefused(
        PAIR,
        (b, x) -> {
          String y = conv(b, "c", x, new float[] {1, 1, 1, -1}, SQUARE);
          return b.node("Add", "sum", List.of(quant(b, "q", y, 1), quant(b, "r", y, 2)));
        },
        "Conv 'c'",
        "Quant 'q'",
        "Quant 'r'");
    OneMap same =
        OneMap.of(
            PAIR,
            (b, x) -> {
              String y = conv(b, "c", x, new float[] {1, 1, 1, -1}, SQUARE);
              return b.node("Sub", "sum", List.of(quant(b, "q", y, 1), branch(b, "d", x, 1)));
            });
    assertArrayEquals(new double[] {0, 0}, same.outputs(1, 2));
  }

  @Test
  void aMaximumOfTwoQuantizersBecomesTwo() {
    OneMap one =
        OneMap.of(
            new long[] {1, 1, 2},
            (b, x) -> {
              String k = b.node("Mul", "k", List.of(x, b.scalar("half", 0.5f)));
              String p =
                  b.node(
                      "MaxPool",
                      "p",
                      List.of(b.node("Neg", "neg", List.of(k))),
                      OneMap.ints("kernel_shape", 1, 2));
              return b.node("Add", "sum", List.of(quant(b, "q", p, 1), quant(b, "r", p, 0.5)));
            });
    assertEquals(
        "add quant_q[-1] add quant_r[-1] pool p[0] pool p_2[1] add sum[2, 3]", one.nodes());
    assertArrayEquals(new double[] {2 + 1.5}, one.outputs(-3, 2));
  }

  @Test
  void theInputMayBranchToo() {
    OneMap one = OneMap.of(PAIR, (b, x) -> b.node("Add", "sum", List.of(branch(b, "c", x, 1), x)));
    assertEquals("conv c[-1] add sum[0, -1]", one.nodes());
    assertArrayEquals(new double[] {4, 1}, one.outputs(1, 2));
  }

  @Test
  void sumsThatAreNotCodesAreRefused() {
    assertRefused(
        PAIR,
        (b, x) -> {
          String y = conv(b, "c", x, new float[] {1, 1, 1, -1}, SQUARE);
          return b.node("Add", "sum", List.of(y, x));
        },
        "Add 'sum'",
        "Conv 'c'",
        "quantizer");
    assertRefused(
        PAIR,
        (b, x) -> {
          String k = b.floats("k", new float[] {1, 2}, 2, 1, 1);
          return b.node("Add", "sum", List.of(b.node("Mul", "times", List.of(x, k)), x));
        },
        "Add 'sum'",
        "Quant 'in'",
        "one by one");
    assertRefused(
        new long[] {2, 1, 2},
        (b, x) -> b.node("Add", "sum", List.of(b.node("GlobalMaxPool", "p", List.of(x)), x)),
        "Add 'sum'",
        "[2,1,1]",
        "[2,1,2]");
  }
}
