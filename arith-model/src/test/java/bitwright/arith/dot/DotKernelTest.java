package bitwright.arith.dot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.oracle.Samples;
import bitwright.arith.oracle.Tally;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kernel against the sum of products as integers of any width. */
class DotKernelTest {

  private static final List<Format> FORMATS =
      Stream.of(
              "int2",
              "int3",
              "int4",
              "int4n",
              "int8",
              "int10",
              "uint1",
              "uint2",
              "uint4",
              "uint8",
              "uint9",
              "e2m1",
              "e3m0",
              "e1m2",
              "e2m3",
              "e3m2",
              "e3m1",
              "e2m5",
              "e3m4",
              "e3m4ieee",
              "e4m3",
              "e4m3fn",
              "e4m3ieee",
              "e4m3fnuz",
              "e4m3b11",
              "e5m2",
              "e5m2finite",
              "e5m2fnuz",
              "e6m1",
              "e7m0",
              "ue2m2",
              "ue4m4",
              "ue8m0",
              "pot2",
              "pot3",
              "pot3z",
              "pot4",
              "pot4z",
              "pot8",
              "pot8z",
              "bipolar1",
              "bipolar2",
              "bipolar8",
              "ternary")
          .map(FormatNames::parse)
          .toList();

  @Test
  void everyPairOfFormatsSumsExactly() {
    Tally tally = new Tally("dot products");
    Random random = new Random(20261121);
    for (Format w : FORMATS) {
      for (Format x : FORMATS) {
        int columns = 1 + random.nextInt(40);
        WeightMatrix weights =
            new WeightMatrix(w, 3, columns, Samples.random(w, 3 * columns, random));
        check(weights, x, Samples.random(x, 4 * columns, random), tally);
        checkExtremes(w, x, columns, tally);
      }
    }
    tally.require((long) FORMATS.size() * FORMATS.size() * (12 + 8));
  }

  @Test
  void sixteenBitsSumExactly() {
    Tally tally = new Tally("dot products of 16 bits");
    Random random = new Random(16);
    for (String[] pair :
        new String[][] {{"int16", "int16"}, {"uint16", "e5m2"}, {"bipolar1", "uint16"}}) {
      Format w = FormatNames.parse(pair[0]);
      Format x = FormatNames.parse(pair[1]);
      WeightMatrix weights = new WeightMatrix(w, 3, 70, Samples.random(w, 210, random));
      check(weights, x, Samples.random(x, 280, random), tally);
      checkExtremes(w, x, 70, tally);
    }
    tally.require(60);
  }

  private static void checkExtremes(Format w, Format x, int columns, Tally tally) {
    int[] codes = new int[2 * columns];
    Arrays.fill(codes, 0, columns, Samples.greatest(w));
    Arrays.fill(codes, columns, 2 * columns, Samples.least(w));
    int[] inputs = new int[4 * columns];
    Arrays.fill(inputs, 0, columns, Samples.greatest(x));
    Arrays.fill(inputs, columns, 2 * columns, Samples.least(x));
    for (int i = 0; i < 2 * columns; i++) {
      boolean even = i % 2 == 0;
      inputs[2 * columns + i] = even ? Samples.greatest(x) : Samples.least(x);
    }
    check(new WeightMatrix(w, 2, columns, codes), x, inputs, tally);
  }

  private static void check(WeightMatrix weights, Format x, int[] inputs, Tally tally) {
    int columns = weights.columns();
    CodeMatrix batch = new CodeMatrix(x, inputs.length / columns, columns, inputs);
    DotKernel kernel = DotKernel.of(weights, x);
    compare(weights, batch, kernel.multiply(batch, 0, batch.vectors()), tally);
    Accumulators tail = kernel.multiply(batch, 1, batch.vectors());
    assertEquals(batch.vectors() - 1, tail.vectors());
    assertEquals(kernel.multiply(batch, 0, batch.vectors()).get(1, 0), tail.get(0, 0));
  }

  private static void compare(
      WeightMatrix weights, CodeMatrix batch, Accumulators sums, Tally tally) {
    BigInteger[] w = Samples.integers(weights.format());
    BigInteger[] x = Samples.integers(batch.format());
    IntegerRange tight = weights.accumulatorRange(batch.format());
    IntegerRange worst = weights.worstCaseRange(batch.format());
    for (int v = 0; v < batch.vectors(); v++) {
      for (int r = 0; r < weights.rows(); r++) {
        BigInteger sum = BigInteger.ZERO;
        for (int c = 0; c < weights.columns(); c++) {
          sum = sum.add(w[weights.code(r, c)].multiply(x[batch.code(v, c)]));
        }
        assertEquals(
            sum,
            sums.get(v, r),
            () -> weights.format().name() + " × " + batch.format().name() + " sums wrongly");
        IntegerRange row = weights.accumulatorRange(r, batch.format());
        assertTrue(within(row, sum) && within(tight, sum) && within(worst, sum));
        assertTrue(sum.bitLength() < tight.signedBits());
        tally.add();
      }
    }
  }

  private static boolean within(IntegerRange range, BigInteger value) {
    return range.min().compareTo(value) <= 0 && value.compareTo(range.max()) <= 0;
  }

  @Test
  void theTightRangeIsReachedAtBothEnds() {
    Random random = new Random(7);
    for (Format w : FORMATS) {
      for (Format x : List.of(FormatNames.parse("int4"), FormatNames.parse("e5m2"))) {
        WeightMatrix weights = new WeightMatrix(w, 1, 9, Samples.random(w, 9, random));
        BigInteger[] images = Samples.integers(w);
        int[] inputs = new int[18];
        for (int c = 0; c < 9; c++) {
          boolean positive = images[weights.code(0, c)].signum() >= 0;
          inputs[c] = positive ? Samples.greatest(x) : Samples.least(x);
          inputs[9 + c] = positive ? Samples.least(x) : Samples.greatest(x);
        }
        Accumulators sums =
            DotKernel.of(weights, x).multiply(new CodeMatrix(x, 2, 9, inputs), 0, 2);
        assertEquals(weights.accumulatorRange(x), IntegerRange.of(sums.get(1, 0), sums.get(0, 0)));
      }
    }
  }

  @Test
  void sumsOfE5m2ProductsTakeTheWidePath() {
    Format e5m2 = FormatNames.parse("e5m2");
    int[] codes = new int[4096];
    Arrays.fill(codes, Samples.greatest(e5m2));
    WeightMatrix weights = new WeightMatrix(e5m2, 1, 4096, codes);
    DotKernel kernel = DotKernel.of(weights, e5m2);
    Accumulators sums = kernel.multiply(new CodeMatrix(e5m2, 1, 4096, codes), 0, 1);
    assertEquals(false, sums.isNarrow());
    assertEquals(76, sums.get(0, 0).bitLength());
  }

  @Test
  void smallWeightsOfAWideFormatNeedNoWideKernel() {
    Format pot8 = new PowerOfTwoFormat(8, false);
    Format int2 = FormatNames.parse("int2");
    WeightMatrix weights = new WeightMatrix(pot8, 1, 3, new int[] {0, 1, 0x82});
    check(weights, int2, new int[] {1, 1, 1, 2, 2, 2}, new Tally("small"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 191, 192, 193, 784})
  void packedXnorCountsEveryLane(int columns) {
    Tally tally = new Tally("xnor of " + columns);
    Format bit = new BipolarFormat(1);
    Random random = new Random(columns);
    WeightMatrix weights =
        new WeightMatrix(bit, 5, columns, Samples.random(bit, 5 * columns, random));
    check(weights, bit, Samples.random(bit, 7 * columns, random), tally);
    checkExtremes(bit, bit, columns, tally);
    for (int lane = 0; lane < columns; lane++) {
      int[] one = new int[2 * columns];
      one[lane] = 1;
      check(new WeightMatrix(bit, 1, columns, Arrays.copyOf(one, columns)), bit, one, tally);
    }
    tally.require(35 + 8 + 2L * columns);
  }

  @Test
  void aKernelThatDropsOneLaneIsSeen() {
    Format bit = new BipolarFormat(1);
    Random random = new Random(3);
    int[] codes = Samples.random(bit, 65, random);
    int[] other = codes.clone();
    other[64] ^= 1;
    CodeMatrix batch = new CodeMatrix(bit, 1, 65, Samples.random(bit, 65, random));
    Accumulators wrong =
        DotKernel.of(new WeightMatrix(bit, 1, 65, other), bit).multiply(batch, 0, 1);
    WeightMatrix weights = new WeightMatrix(bit, 1, 65, codes);
    assertThrows(AssertionError.class, () -> compare(weights, batch, wrong, new Tally("planted")));
  }
}
