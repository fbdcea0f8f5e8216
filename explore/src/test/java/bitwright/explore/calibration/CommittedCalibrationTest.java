package bitwright.explore.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Family;
import bitwright.cost.Technology;
import bitwright.cost.calibration.Accuracy;
import bitwright.cost.calibration.Calibration;
import bitwright.cost.calibration.Coefficients;
import bitwright.cost.calibration.HeldOut;
import bitwright.cost.calibration.Measurement;
import bitwright.cost.calibration.Measurements;
import bitwright.cost.synthesis.Yosys;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The committed tables and coefficients: what the model errs by on designs that the fit never saw,
 * that the coefficients are those that the fit gives, and that Yosys counts what the tables say.
 */
class CommittedCalibrationTest {
  private static final int DESIGNS = 300;
  private static final int HELD_OUT = 100;

  private static Accuracy heldOut(Family family, Coefficients coefficients) {
    Collection<Measurement> rows = Measurements.of(family).values();
    Set<String> held = HeldOut.of(rows, HeldOut.SEED);
    return Comparison.of(DesignSpace.of(family), rows, new Technology(family, coefficients))
        .only(d -> held.contains(d.id()))
        .accuracy();
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void heldOutDesignsCostWhatTheModelSays(Family family) {
    Promise.assertHeld(family, HELD_OUT, "held out", c -> heldOut(family, c));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void coefficientsAreThoseOfTheFit(Family family) {
    Collection<Measurement> rows = Measurements.of(family).values();
    Refit refit = Refit.of(family, DesignSpace.of(family), rows, HeldOut.SEED);
    var fitted = refit.calibration("", "").coefficients();
    Calibration included = Calibration.of(family);
    assertEquals(
        fitted,
        included.coefficients(),
        "formulas or designs have changed: ./bitwright calibrate --refit --family " + family.key());
    if (!fitted.isEmpty()) {
      assertNotEquals(fitted, oneChanged(included.coefficients()));
    }
  }

  private static Map<String, Map<String, Double>> oneChanged(
      Map<String, Map<String, Double>> coefficients) {
    Map<String, Map<String, Double>> changed = new TreeMap<>(coefficients);
    String primitive = coefficients.keySet().iterator().next();
    Map<String, Double> terms = new TreeMap<>(coefficients.get(primitive));
    terms.replaceAll((term, value) -> value * 1.05);
    changed.put(primitive, terms);
    return changed;
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void everyDesignHasARow(Family family) {
    List<CalibrationDesign> designs = DesignSpace.of(family);
    Set<String> ids = designs.stream().map(CalibrationDesign::id).collect(Collectors.toSet());
    assertTrue(designs.size() >= DESIGNS, designs.size() + " designs");
    assertEquals(designs.size(), ids.size());
    assertEquals(ids, new HashSet<>(Measurements.of(family).keySet()));
  }

  /** One batch of each family again, by chance those with the fewest gates. */
  @ParameterizedTest
  @EnumSource(Family.class)
  void yosysCountsWhatTheTableSays(Family family) {
    Map<String, Measurement> rows = Measurements.of(family);
    Batch batch =
        Batch.of(DesignSpace.of(family)).stream()
            .filter(b -> b.designs().get(0).primitive().equals("upsizer"))
            .findFirst()
            .orElseThrow();
    Yosys yosys = Yosys.installed(family);
    List<Measurement> there = batch.known(rows, yosys.version());
    assertEquals(
        batch.designs().size(),
        there.size(),
        "the generator or Yosys has changed: ./bitwright calibrate --resume --family "
            + family.key());
    assertEquals(there, batch.measure(yosys, yosys.version(), List.of(), there.get(0).seeds()));
  }

  @Test
  void equalCallsGiveEqualDesigns() {
    List<CalibrationDesign> once = DesignSpace.of(Family.ICE40);
    List<CalibrationDesign> again = DesignSpace.of(Family.ICE40);
    assertEquals(
        once.stream().map(CalibrationDesign::id).toList(),
        again.stream().map(CalibrationDesign::id).toList());
    for (int i = 0; i < once.size(); i += 25) {
      assertEquals(once.get(i).rtl().get().digest(), again.get(i).rtl().get().digest());
    }
  }
}
