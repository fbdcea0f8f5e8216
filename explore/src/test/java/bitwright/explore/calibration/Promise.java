package bitwright.explore.calibration;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Family;
import bitwright.cost.calibration.Accuracy;
import bitwright.cost.calibration.Calibration;
import bitwright.cost.calibration.Coefficients;
import java.util.function.Function;

/** How near the model promises to be on designs that the fit has not seen. */
final class Promise {
  private Promise() {}

  /**
   * LUTs within 3 % in the median and 10 % at the 90th percentile, flip-flops within 2 % there,
   * block memories and DSPs exact; and that the same with a quarter too many LUTs is noticed.
   *
   * @param least the fewest designs that will do
   * @param accuracy how far some coefficients are off
   */
  static void assertHeld(
      Family family, int least, String what, Function<Coefficients, Accuracy> accuracy) {
    Calibration included = Calibration.of(family);
    Accuracy reached = accuracy.apply(included);
    System.out.println(family.title() + ", " + what + ": " + reached);
    assertTrue(reached.designs() >= least, reached.toString());
    assertTrue(isGood(reached), reached.toString());
    Coefficients wrong = (primitive, term) -> 1.25 * included.coefficient(primitive, term);
    assertFalse(isGood(accuracy.apply(wrong)), "a quarter too much passes");
  }

  private static boolean isGood(Accuracy accuracy) {
    return accuracy.lutMedian() <= 0.03
        && accuracy.lut90() <= 0.1
        && accuracy.ff90() <= 0.02
        && accuracy.blocksWrong() == 0;
  }
}
