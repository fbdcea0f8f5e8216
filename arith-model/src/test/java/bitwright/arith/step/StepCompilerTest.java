package bitwright.arith.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Rounding;
import bitwright.arith.oracle.Forward;
import bitwright.arith.oracle.Rational;
import bitwright.arith.oracle.Tally;
import bitwright.arith.step.Stage.Affine;
import bitwright.arith.step.Stage.Clamp;
import bitwright.arith.step.Stage.Quantizer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Compiled thresholds against the stages applied forward. */
class StepCompilerTest {

  private static final BigInteger ONE = BigInteger.ONE;

  @Test
  void randomChainsStepWhereTheirStagesDo() {
    Tally tally = new Tally("compiled steps");
    Random random = new Random(20261122);
    RandomStages chains = new RandomStages(random);
    int falling = 0;
    for (int i = 0; i < 600; i++) {
      List<Stage> stages = chains.stages();
      Quantizer last = chains.quantizer();
      int width = 1 + random.nextInt(400);
      IntegerRange domain = IntegerRange.of(-random.nextInt(width) - 1, random.nextInt(width));
      StepFunction steps = StepCompiler.compile(stages, last, domain);
      falling += steps.falling() ? 1 : 0;
      check(steps, stages, last, domain, random, tally);
    }
    tally.require(30_000);
    assertTrue(falling > 80, "only " + falling + " falling functions");
  }

  /** Checks every threshold, the integers beside it, the ends of the domain and random places. */
  static void check(
      StepFunction steps,
      List<? extends Stage> stages,
      Quantizer last,
      IntegerRange domain,
      Random random,
      Tally tally) {
    Forward forward = new Forward(stages, last);
    List<BigInteger> places = new ArrayList<>(List.of(domain.min(), domain.max()));
    for (BigInteger threshold : steps.thresholds()) {
      assertTrue(threshold.compareTo(domain.min()) >= 0);
      assertTrue(threshold.compareTo(domain.max().add(ONE)) <= 0);
      places.addAll(List.of(threshold.subtract(ONE), threshold, threshold.add(ONE)));
    }
    BigInteger size = domain.max().subtract(domain.min()).add(ONE);
    for (int i = 0; i < 20; i++) {
      places.add(new BigInteger(size.bitLength() + 8, random).mod(size).add(domain.min()));
    }
    Requantizer requantizer = new Requantizer(last.format(), List.of(steps));
    for (BigInteger a : places) {
      if (a.compareTo(domain.min()) < 0 || a.compareTo(domain.max()) > 0) {
        continue;
      }
      int expected = forward.code(new Rational(a, ONE));
      assertEquals(expected, requantizer.code(0, a), () -> "at " + a + " of " + stages + last);
      if (a.bitLength() < 64) {
        assertEquals(expected, requantizer.code(0, a.longValueExact()));
      }
      tally.add();
    }
  }

  private static Quantizer into(String format, Rounding rounding, BigFraction scale) {
    return new Quantizer(FormatNames.parse(format), rounding, scale);
  }

  @Test
  void theWorkedExample() {
    Quantizer uint2 = into("uint2", Rounding.TIES_TO_EVEN, BigFraction.ONE);
    Affine quarter = new Affine(new BigFraction(1, 4), BigFraction.ZERO);
    StepFunction rising = StepCompiler.compile(List.of(quarter), uint2, IntegerRange.of(-100, 100));
    assertEquals(new StepFunction(integers(3, 6, 11), false), rising);
    Affine mirrored = new Affine(new BigFraction(-1, 4), BigFraction.ZERO);
    StepFunction falling =
        StepCompiler.compile(List.of(mirrored), uint2, IntegerRange.of(-100, 100));
    assertEquals(new StepFunction(integers(-10, -5, -2), true), falling);
    StepFunction clamped = StepCompiler.compile(List.of(quarter), uint2, IntegerRange.of(4, 7));
    assertEquals(new StepFunction(integers(4, 6, 8), false), clamped);
  }

  private static List<BigInteger> integers(long... values) {
    return java.util.Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }

  @Test
  void aConstantChannelNeverSteps() {
    for (int offset = -5; offset <= 5; offset++) {
      Affine constant = new Affine(BigFraction.ZERO, new BigFraction(offset, 2));
      for (Rounding mode : Rounding.values()) {
        Quantizer last = into("int3", mode, BigFraction.ONE);
        IntegerRange domain = IntegerRange.of(-3, 3);
        StepFunction steps = StepCompiler.compile(List.of(constant), last, domain);
        check(steps, List.of(constant), last, domain, new Random(1), new Tally("constant"));
        assertEquals(steps.rank(-3), steps.rank(3));
      }
    }
  }

  @Test
  void everyRoundingModeTiesAsDefinedOnHalves() {
    Tally tally = new Tally("ties");
    Affine half = new Affine(new BigFraction(1, 2), BigFraction.ZERO);
    Affine minusHalf = new Affine(new BigFraction(-1, 2), BigFraction.ZERO);
    for (String name : List.of("int4", "uint3", "e2m1", "e3m2", "bipolar1", "pot3", "pot3z")) {
      for (Rounding mode : Rounding.values()) {
        for (Affine stage : List.of(half, minusHalf)) {
          for (Stage before : List.of(Clamp.RELU, stage)) {
            List<Stage> stages = List.of(before, stage);
            Quantizer last = into(name, mode, new BigFraction(1, 2));
            IntegerRange domain = IntegerRange.of(-70, 70);
            StepFunction steps = StepCompiler.compile(stages, last, domain);
            check(steps, stages, last, domain, new Random(2), tally);
          }
        }
      }
    }
    tally.require(5_000);
  }

  @Test
  void thresholdsWiderThanALong() {
    Tally tally = new Tally("wide thresholds");
    Random random = new Random(5);
    IntegerRange domain =
        new IntegerRange(ONE.shiftLeft(76).negate(), ONE.shiftLeft(76).subtract(ONE));
    for (String name : List.of("e5m2", "int8", "e2m1")) {
      Format format = FormatNames.parse(name);
      BigInteger step = domain.max().divide(format.levels().max().shiftLeft(1).add(ONE));
      BigFraction slope =
          new BigFraction(ONE, step)
              .divide(new BigFraction(2).pow(Math.max(0, -format.unitExponent())));
      for (BigFraction s : List.of(slope, slope.negate())) {
        List<Stage> stages = List.of(new Affine(s, new BigFraction(1, 3)));
        Quantizer last = new Quantizer(format, Rounding.TIES_TO_EVEN, BigFraction.ONE);
        StepFunction steps = StepCompiler.compile(stages, last, domain);
        assertTrue(steps.thresholdRange().signedBits() > 64);
        check(steps, stages, last, domain, random, tally);
      }
    }
    tally.require(2_000);
  }

  @Test
  void aThresholdOffByOneIsSeen() {
    Random random = new Random(11);
    RandomStages chains = new RandomStages(random);
    int planted = 0;
    while (planted < 50) {
      List<Stage> stages = chains.stages();
      Quantizer last = chains.quantizer();
      IntegerRange domain = IntegerRange.of(-300, 300);
      StepFunction steps = StepCompiler.compile(stages, last, domain);
      List<BigInteger> thresholds = new ArrayList<>(steps.thresholds());
      int i = random.nextInt(thresholds.size());
      BigInteger moved = thresholds.get(i).add(ONE);
      boolean visible =
          thresholds.get(i).compareTo(domain.max()) <= 0
              && (i == thresholds.size() - 1 || moved.compareTo(thresholds.get(i + 1)) <= 0);
      if (visible) {
        thresholds.set(i, moved);
        StepFunction wrong = new StepFunction(thresholds, steps.falling());
        assertThrows(
            AssertionError.class,
            () -> check(wrong, stages, last, domain, random, new Tally("planted")));
        planted++;
      }
    }
  }

  @Test
  void aBoundaryTooCloseToAnIntegerIsRefused() {
    BigFraction close = new BigFraction(ONE, ONE.shiftLeft(300));
    Quantizer sign = into("bipolar1", Rounding.TIES_AWAY, BigFraction.ONE);
    for (long at : new long[] {-7, -1, 0, 1, 2, 12, 13}) {
      for (BigFraction off : List.of(close, close.negate())) {
        for (BigFraction even :
            List.of(BigFraction.ZERO, new BigFraction(ONE, ONE.shiftLeft(270)))) {
          BigFraction offset = new BigFraction(-at).subtract(off).subtract(even);
          List<Stage> stages = List.of(new Affine(BigFraction.ONE, offset));
          assertThrows(
              IllegalStateException.class,
              () -> StepCompiler.compile(stages, sign, IntegerRange.of(-20, 20)),
              "at " + at + " + " + off);
        }
      }
    }
  }

  @Test
  void stepFunctionsRefuseDisorderAndCountRanks() {
    assertThrows(IllegalArgumentException.class, () -> new StepFunction(integers(1, 3, 2), false));
    StepFunction steps = new StepFunction(integers(-2, 3, 3), false);
    int[] ranks = {0, 1, 1, 3, 3};
    long[] places = {-3, -2, 2, 3, 4};
    for (int i = 0; i < places.length; i++) {
      assertEquals(ranks[i], steps.rank(places[i]));
      assertEquals(3 - ranks[i], new StepFunction(integers(-2, 3, 3), true).rank(places[i]));
    }
  }

  @Test
  void aQuantizerNeedsAPositiveScale() {
    assertThrows(
        IllegalArgumentException.class,
        () -> into("int4", Rounding.TIES_TO_EVEN, BigFraction.ZERO));
  }
}
