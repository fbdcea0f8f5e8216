package bitwright.explore.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Family;
import bitwright.cost.Technology;
import bitwright.cost.calibration.Accuracy;
import bitwright.cost.calibration.Calibration;
import bitwright.cost.calibration.Coefficients;
import bitwright.cost.calibration.Measurement;
import bitwright.cost.calibration.Measurements;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The errors of the model on designs that were drawn once, after the formulas were written: no
 * formula and no fit has seen them.
 */
class CommittedFreshTest {
  private static final int LEAST = 120;

  private static Accuracy accuracy(Family family, Coefficients coefficients) {
    List<CalibrationDesign> designs =
        FreshDesigns.of(family, FreshDesigns.SEED, FreshDesigns.COUNT);
    Map<String, Measurement> rows = Measurements.fresh(family, FreshDesigns.SEED);
    assertEquals(
        designs.stream().map(CalibrationDesign::id).toList(),
        List.copyOf(rows.keySet()),
        "the draw has changed: it cannot be made again with a seed that was looked at");
    return Comparison.of(designs, rows.values(), new Technology(family, coefficients)).accuracy();
  }

  private static boolean good(Accuracy accuracy) {
    return accuracy.lutMedian() <= 0.03
        && accuracy.lut90() <= 0.1
        && accuracy.ff90() <= 0.02
        && accuracy.blocksWrong() == 0;
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void freshDesignsCostWhatTheModelSays(Family family) {
    Calibration included = Calibration.of(family);
    Accuracy accuracy = accuracy(family, included);
    System.out.println(family.title() + ", fresh: " + accuracy);
    assertTrue(accuracy.designs() >= LEAST, accuracy.toString());
    assertTrue(good(accuracy), accuracy.toString());
    Coefficients wrong = (primitive, term) -> 1.25 * included.coefficient(primitive, term);
    assertFalse(good(accuracy(family, wrong)), "a quarter too much passes");
  }
}
