package bitwright.explore.calibration;

import bitwright.cost.Technology;
import bitwright.cost.calibration.Accuracy;
import bitwright.cost.calibration.Deviation;
import bitwright.cost.calibration.Measurement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The formulas of designs beside what was measured of them.
 *
 * @param deviations one per design
 */
public record Comparison(List<Deviation> deviations) {

  /** Keeps an unmodifiable copy. */
  public Comparison {
    deviations = List.copyOf(deviations);
  }

  /** Prices the designs that have a row. */
  public static Comparison of(
      List<CalibrationDesign> designs, Collection<Measurement> rows, Technology technology) {
    Map<String, CalibrationDesign> byId =
        designs.stream().collect(Collectors.toMap(CalibrationDesign::id, Function.identity()));
    return new Comparison(
        rows.stream()
            .filter(row -> byId.containsKey(row.id()))
            .map(
                row ->
                    new Deviation(
                        row.primitive(),
                        row.id(),
                        byId.get(row.id()).formula().apply(technology),
                        row.found()))
            .toList());
  }

  /** Those that satisfy a condition. */
  public Comparison only(Predicate<Deviation> condition) {
    return new Comparison(deviations.stream().filter(condition).toList());
  }

  /** All together. */
  public Accuracy accuracy() {
    return Accuracy.of(deviations);
  }

  /** The accuracy of each primitive. */
  public SortedMap<String, Accuracy> byPrimitive() {
    return deviations.stream()
        .collect(
            Collectors.groupingBy(
                Deviation::primitive,
                TreeMap::new,
                Collectors.collectingAndThen(Collectors.toList(), Accuracy::of)));
  }
}
