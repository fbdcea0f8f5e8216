package bitwright.arith.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.FormatNames;
import bitwright.arith.format.Rounding;
import bitwright.arith.oracle.Forward;
import bitwright.arith.oracle.Rational;
import bitwright.arith.oracle.Tally;
import bitwright.arith.step.RandomStages;
import bitwright.arith.step.Stage;
import bitwright.arith.step.Stage.Affine;
import bitwright.arith.step.Stage.Quantizer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Float32 thresholds against the stages applied exactly to the floats around each. */
class InputQuantizerTest {

  @Test
  void everyFloatBesideAThresholdGetsItsExactCode() {
    Tally tally = new Tally("input quantizer");
    Random random = new Random(42);
    RandomStages chains = new RandomStages(random);
    for (int i = 0; i < 400; i++) {
      List<Stage> stages = chains.stages();
      Quantizer last = chains.quantizer();
      check(InputQuantizer.compile(1, List.of(stages), last), 0, stages, last, random, tally);
    }
    tally.require(30_000);
  }

  private static void check(
      InputQuantizer quantizer,
      int feature,
      List<Stage> stages,
      Quantizer last,
      Random random,
      Tally tally) {
    Forward forward = new Forward(stages, last);
    List<Float> places =
        new ArrayList<>(List.of(0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE));
    for (float t : quantizer.thresholds(feature)) {
      places.addAll(List.of(t, Math.nextUp(t), Math.nextDown(t)));
    }
    for (int i = 0; i < 20; i++) {
      places.add(Float.intBitsToFloat(random.nextInt()));
      places.add((float) random.nextGaussian());
    }
    for (float x : places) {
      if (Float.isFinite(x)) {
        assertEquals(
            forward.code(Rational.of(x)),
            quantizer.code(feature, x),
            () -> "of " + x + " through " + stages + last);
        tally.add();
      }
    }
  }

  @Test
  void featuresMayDifferAndMayFall() {
    Quantizer last = new Quantizer(FormatNames.parse("int4"), Rounding.DOWN, new BigFraction(1, 3));
    List<List<Stage>> stages =
        List.of(
            List.of(new Affine(new BigFraction(2), new BigFraction(1, 7))),
            List.of(new Affine(new BigFraction(-1, 5), BigFraction.ZERO)),
            List.of(new Affine(BigFraction.ZERO, BigFraction.ONE)));
    InputQuantizer quantizer = InputQuantizer.compile(3, stages, last);
    Tally tally = new Tally("features");
    for (int f = 0; f < 3; f++) {
      check(quantizer, f, stages.get(f), last, new Random(f), tally);
    }
    assertEquals(false, quantizer.falling(0));
    assertEquals(true, quantizer.falling(1));
    tally.require(200);
    assertThrows(IllegalArgumentException.class, () -> InputQuantizer.compile(4, stages, last));
  }

  @Test
  void neighboursMayShareAFunction() {
    Quantizer last = new Quantizer(FormatNames.parse("int4"), Rounding.DOWN, BigFraction.ONE);
    List<List<Stage>> stages =
        List.of(List.of(), List.of(new Affine(new BigFraction(2), BigFraction.ONE)));
    InputQuantizer quantizer = InputQuantizer.compile(6, stages, last);
    for (int f = 0; f < 6; f++) {
      assertEquals(f < 3 ? 2 : 6, quantizer.code(f, 2.5f));
    }
    assertThrows(IllegalArgumentException.class, () -> InputQuantizer.compile(7, stages, last));
  }

  @Test
  void infinitiesGoToTheEndsAndNanIsRefused() {
    Quantizer last =
        new Quantizer(FormatNames.parse("int4"), Rounding.TIES_TO_EVEN, BigFraction.ONE);
    InputQuantizer quantizer = InputQuantizer.compile(1, List.of(List.of()), last);
    assertEquals(8, quantizer.code(0, Float.NEGATIVE_INFINITY));
    assertEquals(7, quantizer.code(0, Float.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> quantizer.code(0, Float.NaN));
  }

  @Test
  void boundariesOfManyDigitsAreFoundAtOnce() {
    BigInteger huge = BigInteger.ONE.shiftLeft(1100).add(BigInteger.ONE);
    BigFraction ratio = new BigFraction(huge, BigInteger.ONE.shiftLeft(1000));
    Quantizer last =
        new Quantizer(FormatNames.parse("bipolar1"), Rounding.TIES_AWAY, BigFraction.ONE);
    for (BigFraction at : List.of(ratio, ratio.reciprocal())) {
      List<Stage> stages = List.of(new Affine(BigFraction.ONE, at.negate()));
      InputQuantizer quantizer =
          Assertions.assertTimeoutPreemptively(
              Duration.ofSeconds(60), () -> InputQuantizer.compile(1, List.of(stages), last));
      check(quantizer, 0, stages, last, new Random(1), new Tally("digits"));
    }
  }

  @Test
  void aThresholdOneFloatTooHighIsSeen() {
    Quantizer last =
        new Quantizer(FormatNames.parse("uint2"), Rounding.TIES_TO_EVEN, new BigFraction(1, 3));
    BigFraction ulp = new BigFraction((double) Math.ulp(0.5f));
    List<Stage> right = List.of();
    List<Stage> wrong = List.of(new Affine(BigFraction.ONE, ulp.negate()));
    InputQuantizer quantizer = InputQuantizer.compile(1, List.of(wrong), last);
    assertThrows(
        AssertionError.class,
        () -> check(quantizer, 0, right, last, new Random(1), new Tally("planted")));
    assertTrue(quantizer.thresholds(0)[0] > 1 / 6.0);
  }
}
