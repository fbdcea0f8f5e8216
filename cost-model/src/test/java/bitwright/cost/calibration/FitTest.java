package bitwright.cost.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Family;
import bitwright.cost.primitive.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FitTest {
  private static final TermKey ROWS = new TermKey("product", "rows");
  private static final TermKey ENDS = new TermKey("product", "ends");
  private static final TermKey BITS = new TermKey("adder", "bits");

  private static List<Fit.Sample> samples(double rows, double ends) {
    Random random = new Random(3);
    List<Fit.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double r = 20 + random.nextInt(200);
      double e = 5 + random.nextInt(40);
      int lut = (int) Math.round(rows * r + ends * e);
      samples.add(new Fit.Sample(Map.of(ROWS, r, ENDS, e), 0, lut));
      int bits = 4 + random.nextInt(28);
      samples.add(new Fit.Sample(Map.of(BITS, (double) bits), 0, bits));
    }
    return samples;
  }

  @Test
  void whatTheDesignsSayIsFoundAndWhatIsRightStays() {
    Fit fit = Fit.of(samples(1.2, 0.8), 1);
    assertEquals(1.2, fit.coefficients().get(ROWS), 0.02);
    assertEquals(0.8, fit.coefficients().get(ENDS), 0.1);
    assertEquals(2, fit.coefficients().size());
    assertTrue(fit.crossMedian() < 0.01, "" + fit.crossMedian());
    assertTrue(Fit.of(samples(1, 1), 1).coefficients().isEmpty());
  }

  @Test
  void cellsOfNetlistsAreNoErrorAndPullNoTerm() {
    List<Fit.Sample> samples = new ArrayList<>(samples(1.2, 0.8));
    for (int i = 0; i < 60; i++) {
      samples.add(new Fit.Sample(Map.of(), 100 + i, 100 + i));
      samples.add(new Fit.Sample(Map.of(BITS, 10.0), 200, 210));
    }
    Fit fit = Fit.of(samples, 1);
    assertEquals(1.2, fit.coefficients().get(ROWS), 0.02);
    assertEquals(2, fit.coefficients().size());
    assertTrue(fit.cross90() < 0.01, "" + fit.cross90());
  }

  @Test
  void noTermHelpsByBeingNegative() {
    Fit fit = Fit.of(samples(1.5, -0.5), 1);
    assertTrue(fit.coefficients().get(ENDS) >= 0);
  }

  @Test
  void countsOfTermsAreSlopesOfThePrice() {
    Primitive adder = Primitive.of("adder").luts("bits", 10.5).luts("ends", -2).ffs(7);
    Primitive gate = Primitive.of("gate").luts("and", 3);
    var counts =
        TermCounts.of(Family.XC7, t -> t.price(adder).times(4).plus(t.price(gate)).plusLuts(100));
    Map<TermKey, Double> expected =
        Map.of(
            new TermKey("adder", "bits"), 42.0,
            new TermKey("adder", "ends"), -8.0,
            new TermKey("gate", "and"), 3.0);
    assertEquals(expected.keySet(), counts.keySet());
    expected.forEach((key, count) -> assertEquals(count, counts.get(key), 0.01, key.term()));
  }
}
