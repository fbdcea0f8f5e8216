package bitwright.cost.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Family;
import bitwright.explore.calibration.timing.DepthRow;
import bitwright.explore.calibration.timing.MappedDepth;
import bitwright.explore.calibration.timing.TimingDesign;
import bitwright.explore.calibration.timing.TimingDesigns;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The depth of logic that the formulas say on the 7-series against that of netlists which Yosys has
 * mapped, both in the same delays.
 */
class MappedDepthTest {
  private static final int LEAST_DESIGNS = 60;
  private static final double MEDIAN = 0.1;
  private static final double CORRELATION = 0.85;

  private static final Map<String, TimingDesign> DESIGNS =
      TimingDesigns.all().stream().collect(Collectors.toMap(TimingDesign::id, Function.identity()));

  private static TimingFit.Quality quality(Delays delays) {
    List<DepthRow> rows = DepthRow.all();
    Delays usual = Delays.of(Family.XC7);
    return TimingFit.Quality.of(
        rows.stream()
            .map(row -> DESIGNS.get(row.id()).paths().apply(Family.XC7))
            .mapToDouble(paths -> delays.of(LayerTiming.slowest(delays, paths)))
            .toArray(),
        rows.stream().mapToDouble(row -> usual.of(row.path(Family.XC7))).toArray());
  }

  private static boolean good(TimingFit.Quality quality) {
    return quality.median() <= MEDIAN && quality.correlation() >= CORRELATION;
  }

  @Test
  void depthsAreThoseOfMappedNetlists() {
    assertTrue(DepthRow.all().size() >= LEAST_DESIGNS, DepthRow.all().size() + " designs");
    TimingFit.Quality quality = quality(Delays.of(Family.XC7));
    System.out.printf("%d designs on the 7-series, %s%n", DepthRow.all().size(), quality);
    assertTrue(good(quality), quality::toString);
  }

  @Test
  void aDepthThatIsOffIsNoticed() {
    Delays d = Delays.of(Family.XC7);
    assertFalse(
        good(quality(new Delays(d.constant(), 2 * d.hop(), 0, 0, d.blockRam(), 0, 0, 0))),
        "twice the hops");
  }

  @Test
  void yosysStillMapsWhatTheTableSays() {
    List<String> ids = List.of("up-02", "greatest-00");
    List<DepthRow> rows = DepthRow.all().stream().filter(r -> ids.contains(r.id())).toList();
    assertEquals(ids.size(), rows.size());
    for (DepthRow row : rows) {
      assertEquals(row, MappedDepth.measure(DESIGNS.get(row.id())));
    }
  }
}
