package bitwright.explore.calibration.timing;

import bitwright.cost.Family;
import bitwright.cost.synthesis.Nextpnr;
import bitwright.cost.synthesis.Placement;
import bitwright.cost.synthesis.Source;
import bitwright.cost.timing.Delays;
import bitwright.cost.timing.TimingFit;
import bitwright.cost.timing.TimingRow;
import bitwright.hw.GeneratedModule;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** The measurement of clocks on iCE40, and the fit of delays to them. */
public final class TimingCalibration {
  /** The folds of the cross-validation. */
  public static final int FOLDS = 5;

  private TimingCalibration() {}

  /** Places and routes one design. */
  public static TimingRow measure(TimingDesign design, Nextpnr.Part part, int seeds) {
    GeneratedModule module = design.module().get();
    SortedMap<String, byte[]> files = files(module);
    files.put(
        "rtl/" + SerialWrapper.TOP + ".sv",
        SerialWrapper.around(module).getBytes(StandardCharsets.UTF_8));
    Source source = new Source(SerialWrapper.TOP, files);
    List<Integer> numbers = IntStream.rangeClosed(1, seeds).boxed().toList();
    Placement placed = Nextpnr.installed(part).place(source, numbers);
    return new TimingRow(
        design.id(),
        design.parameters(),
        part.name().toLowerCase(Locale.ROOT),
        placed.cells(),
        placed.blockRams(),
        placed.megahertz(),
        source.digest(),
        placed.tool());
  }

  private static SortedMap<String, byte[]> files(GeneratedModule module) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    module
        .files()
        .forEach(
            (name, bytes) -> {
              if (name.startsWith("rtl/")) {
                files.put(name, bytes);
              }
            });
    return files;
  }

  /** A module alone, without the wrapper. */
  static Source source(GeneratedModule module) {
    return new Source(module.top(), files(module));
  }

  /**
   * Places and routes designs.
   *
   * @param known rows that stay as they are
   * @param jobs runs side by side
   * @param listener hears of all rows so far after each design, in the order of the designs
   */
  public static List<TimingRow> measureAll(
      List<TimingDesign> designs,
      Nextpnr.Part part,
      int seeds,
      Collection<TimingRow> known,
      int jobs,
      Consumer<List<TimingRow>> listener) {
    Map<String, TimingRow> rows = new HashMap<>();
    String device = part.name().toLowerCase(Locale.ROOT);
    known.stream().filter(r -> r.part().equals(device)).forEach(row -> rows.put(row.id(), row));
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    try {
      CompletionService<TimingRow> running = new ExecutorCompletionService<>(workers);
      int missing = 0;
      for (TimingDesign design : designs) {
        if (!rows.containsKey(design.id())) {
          running.submit(() -> measure(design, part, seeds));
          missing++;
        }
      }
      for (int done = 0; done < missing; done++) {
        TimingRow row = running.take().get();
        rows.put(row.id(), row);
        listener.accept(inOrder(designs, rows));
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      workers.shutdownNow();
    }
    return inOrder(designs, rows);
  }

  private static List<TimingRow> inOrder(List<TimingDesign> designs, Map<String, TimingRow> rows) {
    return designs.stream().map(d -> rows.get(d.id())).filter(row -> row != null).toList();
  }

  /** The measured designs of a part with their paths, in the order of the designs. */
  public static List<TimingFit.Sample> samples(
      List<TimingDesign> designs, Collection<TimingRow> rows, Nextpnr.Part part) {
    Map<String, TimingRow> byId = new HashMap<>();
    String device = part.name().toLowerCase(Locale.ROOT);
    rows.stream().filter(r -> r.part().equals(device)).forEach(row -> byId.put(row.id(), row));
    return designs.stream()
        .filter(design -> byId.containsKey(design.id()))
        .map(
            design ->
                new TimingFit.Sample(
                    design.id(),
                    design.paths().apply(Family.ICE40),
                    byId.get(design.id()).median()))
        .toList();
  }

  /**
   * The delays of both devices from measured rows: those of HX fitted, those of UltraPlus the same
   * times the median of how much slower the designs are that were measured on both.
   */
  public static String properties(Collection<TimingRow> rows, String command) {
    List<TimingDesign> designs = TimingDesigns.all();
    List<TimingFit.Sample> samples = samples(designs, rows, Nextpnr.Part.HX8K);
    Delays delays = TimingFit.fit(samples);
    double[] measured = samples.stream().mapToDouble(TimingFit.Sample::megahertz).toArray();
    var quality = TimingFit.Quality.of(TimingFit.crossValidated(samples, FOLDS), measured);
    double slower = slower(samples, samples(designs, rows, Nextpnr.Part.UP5K));
    return String.format(
            Locale.ROOT,
            """
            # Delays in ns of iCE40, as nextpnr-ice40 places and routes; bitwright.cost.timing.Delays says how they add up.
            # Non-negative least squares of relative errors over %d designs of ice40-timing.csv on HX8K; UltraPlus is the same times %.3f.
            # In cross-validation over %d folds: median error %.1f %%, Spearman's rank correlation %.3f.
            # Made by: %s
            # Tools: %s
            """,
            samples.size(),
            slower,
            FOLDS,
            100 * quality.median(),
            quality.correlation(),
            command,
            rows.iterator().next().tool())
        + lines("hx", delays, 1)
        + lines("up5k", delays, slower);
  }

  private static double slower(List<TimingFit.Sample> fast, List<TimingFit.Sample> slow) {
    Map<String, Double> clocks = new HashMap<>();
    fast.forEach(sample -> clocks.put(sample.id(), sample.megahertz()));
    double[] ratios =
        slow.stream()
            .filter(sample -> clocks.containsKey(sample.id()))
            .mapToDouble(sample -> clocks.get(sample.id()) / sample.megahertz())
            .toArray();
    if (ratios.length == 0) {
      throw new IllegalArgumentException("no design is measured on both devices");
    }
    return new Median().evaluate(ratios);
  }

  private static String lines(String grade, Delays delays, double factor) {
    return String.format(
        Locale.ROOT,
        """
        %1$s.constant = %2$.3f
        %1$s.hop = %3$.3f
        %1$s.chain = %4$.3f
        %1$s.carry = %5$.3f
        %1$s.blockRam = %6$.3f
        %1$s.enable = %7$.3f
        """,
        grade,
        factor * delays.constant(),
        factor * delays.hop(),
        factor * delays.chain(),
        factor * delays.carry(),
        factor * delays.blockRam(),
        factor * delays.enable());
  }
}
