package bitwright.cost.timing;

import bitwright.cost.CostException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A measured clock, a row of {@code calibration/ice40-timing.csv}.
 *
 * @param id of the design
 * @param parameters of the design
 * @param part the device in its package
 * @param cells logic cells that it takes with its wrapper
 * @param blockRams block memories
 * @param megahertz the clock reached with seeds 1, 2 and so on
 * @param rtl the digest of the text that was measured
 * @param tool synthesizer and placer
 */
public record TimingRow(
    String id,
    String parameters,
    String part,
    int cells,
    int blockRams,
    List<Double> megahertz,
    String rtl,
    String tool) {
  private static final String HEADER = "id,parameters,part,cells,blockRams,MHz,seeds' MHz,rtl,tool";

  /** Keeps an unmodifiable copy. */
  public TimingRow {
    megahertz = List.copyOf(megahertz);
  }

  /** The median over the seeds, of an even number the lower one of the middle. */
  public double median() {
    return megahertz.stream().sorted().toList().get((megahertz.size() - 1) / 2);
  }

  /** The rows that delays are fitted to. */
  public static List<TimingRow> all() {
    return included("ice40-timing.csv");
  }

  /** Those of designs drawn afresh with a seed, which nothing is fitted to. */
  public static List<TimingRow> fresh(long seed) {
    return included("ice40-timing-fresh-%d.csv".formatted(seed));
  }

  private static List<TimingRow> included(String file) {
    String name = "/bitwright/cost/calibration/" + file;
    try (InputStream in = TimingRow.class.getResourceAsStream(name)) {
      if (in == null) {
        return List.of();
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a table.
   *
   * @throws CostException that names the line, if it is none
   */
  public static List<TimingRow> parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new CostException("the table of clocks has other columns than " + HEADER);
    }
    List<TimingRow> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      String[] f = lines.get(line).split(",", -1);
      try {
        List<Double> clocks =
            Arrays.stream(f[6].split(" ")).map(Double::valueOf).collect(Collectors.toList());
        rows.add(
            new TimingRow(
                f[0],
                f[1],
                f[2],
                Integer.parseInt(f[3]),
                Integer.parseInt(f[4]),
                clocks,
                f[7],
                f[8]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new CostException("line %d of the table of clocks is damaged".formatted(line + 1));
      }
    }
    return rows;
  }

  /** The text of rows. */
  public static String print(List<TimingRow> rows) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (TimingRow row : rows) {
      String clocks =
          row.megahertz.stream()
              .map(mhz -> String.format(Locale.ROOT, "%.2f", mhz))
              .collect(Collectors.joining(" "));
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%d,%d,%.2f,%s,%s,%s%n",
              row.id,
              row.parameters.replace(",", ""),
              row.part,
              row.cells,
              row.blockRams,
              row.median(),
              clocks,
              row.rtl,
              row.tool));
    }
    return text.toString();
  }
}
