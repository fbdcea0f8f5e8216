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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The measurement of clocks on iCE40, and the fit of delays to them. */
public final class TimingCalibration {
  /** The folds of the cross-validation. */
  public static final int FOLDS = 5;

  private TimingCalibration() {}

  /** Places and routes one design. */
  public static TimingRow measure(TimingDesign design, Nextpnr.Part part, int seeds) {
    Source source = source(design);
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

  private static Source source(TimingDesign design) {
    GeneratedModule module = design.module().get();
    SortedMap<String, byte[]> files = new TreeMap<>();
    module
        .files()
        .forEach(
            (name, bytes) -> {
              if (name.startsWith("rtl/")) {
                files.put(name, bytes);
              }
            });
    files.put(
        "rtl/" + SerialWrapper.TOP + ".sv",
        SerialWrapper.around(module).getBytes(StandardCharsets.UTF_8));
    return new Source(SerialWrapper.TOP, files);
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
      List<Future<TimingRow>> running = new ArrayList<>();
      for (TimingDesign design : designs) {
        if (!rows.containsKey(design.id())) {
          running.add(workers.submit(() -> measure(design, part, seeds)));
        }
      }
      for (Future<TimingRow> next : running) {
        TimingRow row = next.get();
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

  /** The delays of a part as the lines of the data file. */
  public static String properties(String grade, Delays delays) {
    return """
        %1$s.constant = %2$.3f
        %1$s.hop = %3$.3f
        %1$s.chain = %4$.3f
        %1$s.carry = %5$.3f
        %1$s.blockRam = %6$.3f
        %1$s.enable = %7$.3f
        """
        .formatted(
            grade,
            delays.constant(),
            delays.hop(),
            delays.chain(),
            delays.carry(),
            delays.blockRam(),
            delays.enable());
  }
}
