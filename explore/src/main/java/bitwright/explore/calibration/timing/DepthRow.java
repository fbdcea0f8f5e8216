package bitwright.explore.calibration.timing;

import bitwright.cost.CostException;
import bitwright.cost.Family;
import bitwright.cost.timing.TimingPath;
import bitwright.cost.timing.TimingPath.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The slowest path of a design as Yosys has mapped it, a row of {@code calibration/xc7-depth.csv}.
 *
 * @param id of the design
 * @param source where the path starts
 * @param luts look-up tables in series, those before carry chains not included
 * @param chains carry chains in series
 * @param carries carry cells that a carry passes
 * @param enables the registers whose clock enable it ends at
 */
public record DepthRow(String id, Source source, int luts, int chains, int carries, int enables) {
  private static final String HEADER = "id,source,luts,chains,carries,enables";
  private static final String FILE = "/bitwright/cost/calibration/xc7-depth.csv";

  /** The row of a path. */
  static DepthRow of(String id, TimingPath path) {
    return new DepthRow(
        id, path.source(), path.luts(), path.chains(), path.carries(), path.enables());
  }

  /** The path. */
  public TimingPath path(Family family) {
    return new TimingPath(id, family, source, luts, chains, carries * family.carryBits(), enables);
  }

  /** The rows that are part of Bitwright. */
  public static List<DepthRow> all() {
    try (InputStream in = DepthRow.class.getResourceAsStream(FILE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(DepthRow::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DepthRow parse(String line) {
    String[] f = line.split(",");
    if (f.length != HEADER.split(",").length) {
      throw new CostException("the table of depths has the damaged line " + line);
    }
    return new DepthRow(
        f[0],
        Source.valueOf(f[1]),
        Integer.parseInt(f[2]),
        Integer.parseInt(f[3]),
        Integer.parseInt(f[4]),
        Integer.parseInt(f[5]));
  }

  /** The text of rows. */
  public static String print(List<DepthRow> rows) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (DepthRow r : rows) {
      text.append(
          "%s,%s,%d,%d,%d,%d\n".formatted(r.id, r.source, r.luts, r.chains, r.carries, r.enables));
    }
    return text.toString();
  }
}
