package bitwright.cost.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Family;
import bitwright.cost.synthesis.Nextpnr;
import bitwright.explore.calibration.timing.FreshTimingDesigns;
import bitwright.explore.calibration.timing.TimingCalibration;
import bitwright.explore.calibration.timing.TimingDesign;
import bitwright.explore.calibration.timing.TimingDesigns;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Estimated clocks on iCE40 against those that nextpnr reaches: the committed table for all
 * designs, and nextpnr itself on some, which holds the table to the tool.
 */
class ClockEstimateTest {
  private static final int LEAST_DESIGNS = 40;
  private static final int FRESH = 50;
  private static final double MEDIAN = 0.15;
  private static final double CORRELATION = 0.9;
  private static final double REPEATED = 0.1;

  private static final List<TimingDesign> DESIGNS = TimingDesigns.all();
  private static final List<TimingFit.Sample> SAMPLES =
      TimingCalibration.samples(DESIGNS, TimingRow.all(), Nextpnr.Part.HX8K);

  private static boolean good(TimingFit.Quality quality) {
    return quality.median() <= MEDIAN && quality.correlation() >= CORRELATION;
  }

  private static TimingFit.Quality quality(double[] estimates) {
    return TimingFit.Quality.of(
        estimates, SAMPLES.stream().mapToDouble(TimingFit.Sample::megahertz).toArray());
  }

  private static TimingFit.Quality quality(Delays delays) {
    return quality(SAMPLES.stream().mapToDouble(sample -> sample.estimate(delays)).toArray());
  }

  @Test
  void clocksAreEstimatedAsNextpnrReachesThem() {
    assertTrue(SAMPLES.size() >= LEAST_DESIGNS, SAMPLES.size() + " designs");
    TimingFit.Quality heldOut = quality(TimingFit.crossValidated(SAMPLES, TimingCalibration.FOLDS));
    TimingFit.Quality committed = quality(Delays.of(Family.ICE40));
    System.out.printf(
        "%d designs, held out %s, committed %s%n", SAMPLES.size(), heldOut, committed);
    assertTrue(good(heldOut), heldOut::toString);
    assertTrue(good(committed), committed::toString);
  }

  /** Formulas were shaped while the designs of the fit were looked at; these nobody had seen. */
  @Test
  void clocksOfDesignsDrawnAfreshAreEstimatedToo() {
    List<TimingRow> rows = TimingRow.fresh(FreshTimingDesigns.SEED);
    List<TimingFit.Sample> samples =
        TimingCalibration.samples(
            FreshTimingDesigns.of(FreshTimingDesigns.SEED, FRESH), rows, Nextpnr.Part.HX8K);
    assertTrue(samples.size() >= LEAST_DESIGNS, samples.size() + " designs");
    double[] measured = samples.stream().mapToDouble(TimingFit.Sample::megahertz).toArray();
    Delays delays = Delays.of(Family.ICE40);
    TimingFit.Quality quality =
        TimingFit.Quality.of(
            samples.stream().mapToDouble(s -> s.estimate(delays)).toArray(), measured);
    System.out.printf("%d designs drawn afresh, %s%n", samples.size(), quality);
    assertTrue(good(quality), quality::toString);
  }

  @Test
  void theCommittedDelaysAreThoseOfTheFit() {
    Delays committed = Delays.of(Family.ICE40);
    Delays fitted = TimingFit.fit(SAMPLES);
    assertEquals(fitted.constant(), committed.constant(), 1e-3);
    assertEquals(fitted.hop(), committed.hop(), 1e-3);
    assertEquals(fitted.chain(), committed.chain(), 1e-3);
    assertEquals(fitted.carry(), committed.carry(), 1e-3);
    assertEquals(fitted.blockRam(), committed.blockRam(), 1e-3);
    assertEquals(fitted.enable(), committed.enable(), 1e-3);
  }

  @Test
  void aDelayThatIsOffIsNoticed() {
    Delays d = Delays.of(Family.ICE40);
    assertFalse(good(quality(hop(d, 1.5 * d.hop()))), "a hop half as long again");
    assertFalse(good(quality(hop(d, d.hop() / 2))), "a hop half as long");
    assertFalse(good(quality(hop(d, 0))), "no hops");
  }

  private static Delays hop(Delays d, double hop) {
    return new Delays(
        d.constant(), hop, d.chain(), d.carry(), d.blockRam(), d.ultraRam(), d.dsp(), d.enable());
  }

  @Test
  void nextpnrStillReachesWhatTheTableSays() {
    List<String> ids = List.of("product-06", "total-00", "up-02");
    int compared = 0;
    for (TimingRow row : TimingRow.all()) {
      if (row.part().equals("hx8k") && ids.contains(row.id())) {
        TimingDesign design =
            DESIGNS.stream().filter(d -> d.id().equals(row.id())).findFirst().orElseThrow();
        TimingRow again =
            TimingCalibration.measure(design, Nextpnr.Part.HX8K, row.megahertz().size());
        assertEquals(1, again.median() / row.median(), REPEATED, row.id());
        assertEquals(design.parameters().replace(",", ""), row.parameters());
        compared++;
      }
    }
    assertEquals(ids.size(), compared);
  }
}
