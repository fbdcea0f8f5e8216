package bitwright.quantize.ptq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.network.MapShape;
import bitwright.quantize.real.Linear;
import bitwright.quantize.real.RealNetwork;
import bitwright.quantize.real.RealNode;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Splits of a minifloat, and powers of two as scales. */
class FormatChoiceTest {

  @Test
  void aMinifloatOfSomeBitsIsEverySplit() {
    assertEquals(
        List.of("e1m2", "e2m1", "e3m0"),
        FormatChoice.parse("minifloat4").formats().stream().map(Format::name).toList());
    assertEquals(
        List.of("ue1m3", "ue2m2", "ue3m1"),
        FormatChoice.parse("minifloat4").unsigned().formats().stream().map(Format::name).toList());
    assertEquals(7, FormatChoice.parse("minifloat8").formats().size());
    assertEquals("int4", FormatChoice.parse("int4").formats().get(0).name());
    for (String name : List.of("minifloat2", "minifloat9", "minifloat", "minifloat10")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> FormatChoice.parse(name)).getMessage();
      assertTrue(message.contains(name), message);
    }
  }

  /** Uniform samples want mantissa bits, heavy tails want exponent bits. */
  @Test
  void eachLayerTakesTheSplitWithTheLeastError() {
    Set<String> taken = new HashSet<>();
    for (double tail : new double[] {0, 1, 3}) {
      Random random = new Random(9);
      double[][] weights = new double[3][400];
      for (double[] row : weights) {
        for (int k = 0; k < row.length; k++) {
          row[k] = (2 * random.nextDouble() - 1) * Math.exp(tail * random.nextGaussian());
        }
      }
      double least = Double.POSITIVE_INFINITY;
      String best = "";
      for (Format format : FormatChoice.parse("minifloat5").formats()) {
        WeightScales scales =
            WeightScales.of(new Grid(format), weights, Calibration.MSE, false, true);
        double error = 0;
        for (int n = 0; n < weights.length; n++) {
          for (double w : weights[n]) {
            double s = scales.scales()[n];
            error += Math.pow(w - s * scales.grid().nearest(w / s), 2);
          }
        }
        assertEquals(error, scales.error(weights), 1e-9 * error);
        if (error < least) {
          least = error;
          best = format.name();
        }
      }
      taken.add(best);
      assertEquals(best, chosen(weights), "tail " + tail);
    }
    assertTrue(taken.size() >= 2, taken.toString());
  }

  private static String chosen(double[][] weights) {
    MapShape input = MapShape.vector(weights[0].length);
    Linear linear = Linear.dense(input, weights, new double[weights.length]);
    RealNode node = new RealNode("n", linear, List.of(-1), linear.output(List.of(input)));
    RealNetwork network =
        new RealNetwork("x", List.of(weights[0].length), input, List.of(node), false);
    QuantizationSpec spec = QuantizationSpec.of("minifloat5", "minifloat5");
    QuantizedNetwork quantized =
        new PostTrainingQuantizer(network, PtqSupport.images(new Random(1), 4, weights[0].length))
            .quantize(spec.options());
    return quantized.weights().get(0).grid().format().name();
  }

  @Test
  void powersOfTwoScaleWithoutClippingOrToTheLeastError() {
    int checked = 0;
    Random random = new Random(4);
    for (int trial = 0; trial < 200; trial++) {
      Grid grid = new Grid(FormatChoice.parse(trial % 2 == 0 ? "int4" : "e2m1").formats().get(0));
      double reach = Math.exp(3 * random.nextGaussian());
      Samples samples =
          new Samples(random.doubles(500, -1, 1).map(x -> reach * x * x * x).toArray());
      float whole = Scales.choose(grid, samples, Calibration.ABSMAX, true);
      assertEquals(1, Math.abs(Math.scalb(whole, -Math.getExponent(whole))));
      assertTrue(samples.most(grid) <= whole * grid.greatest(), "clipped");
      assertTrue(samples.most(grid) > whole / 2 * grid.greatest(), "too far");
      float best = Scales.choose(grid, samples, Calibration.MSE, true);
      for (int exponent = -2; exponent <= 0; exponent++) {
        float other = Math.scalb(whole, exponent);
        assertTrue(samples.error(grid, best) <= samples.error(grid, other) * (1 + 1e-9));
        checked++;
      }
    }
    assertEquals(600, checked);
  }
}
