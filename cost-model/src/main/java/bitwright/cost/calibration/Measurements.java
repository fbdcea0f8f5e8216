package bitwright.cost.calibration;

import bitwright.cost.CostException;
import bitwright.cost.Family;
import bitwright.cost.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of a family's measurements as text, a row per design:
 *
 * <pre>
 * primitive,parameters,lut,ff,carry,blockRam,uram,spram,dsp,seed,seeds,rtl,tool
 * fifo,width=16 depth=40,53,58,2,0,0,0,0,3,5,1f0c9a3be277,Yosys 0.23 (git sha1 7ce5011c24b)
 * </pre>
 */
public final class Measurements {
  private static final String HEADER =
      "primitive,parameters,lut,ff,carry,blockRam,uram,spram,dsp,seed,seeds,rtl,tool";
  private static final List<String> COLUMNS = List.of(HEADER.split(","));

  private Measurements() {}

  /** The table of a family that is part of Bitwright, by id; empty if there is none. */
  public static Map<String, Measurement> of(Family family) {
    return included(family.key() + ".csv");
  }

  /**
   * The table of a family's designs drawn with a seed and never fitted to, by id; empty if none
   * with that seed is part of Bitwright.
   */
  public static Map<String, Measurement> fresh(Family family, long seed) {
    return included("%s-fresh-%d.csv".formatted(family.key(), seed));
  }

  private static Map<String, Measurement> included(String name) {
    try (InputStream stream = Measurements.class.getResourceAsStream(name)) {
      return stream == null
          ? Map.of()
          : parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of rows, in their order. */
  public static String print(Iterable<Measurement> rows) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Measurement row : rows) {
      Resources r = row.found();
      text.append(
          "%s,%s,%d,%d,%d,%d,%d,%d,%d,%d,%d,%s,%s\n"
              .formatted(
                  row.primitive(),
                  row.parameters(),
                  r.lut(),
                  r.ff(),
                  r.carry(),
                  r.blockRam(),
                  r.uram(),
                  r.spram(),
                  r.dsp(),
                  row.seed(),
                  row.seeds(),
                  row.rtl(),
                  row.tool()));
    }
    return text.toString();
  }

  /**
   * Reads a table.
   *
   * @param text what {@link #print} wrote
   * @param name of the file, for messages
   * @return the rows by id, in their order
   * @throws CostException that names the file and the line, if the text is something else
   */
  public static Map<String, Measurement> parse(String text, String name) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw damaged(name, 1, "the columns are not " + HEADER);
    }
    if (!text.endsWith("\n")) {
      throw damaged(name, lines.size(), "the line is cut off");
    }
    Map<String, Measurement> rows = new LinkedHashMap<>();
    for (int line = 1; line < lines.size(); line++) {
      Measurement row = row(lines.get(line).split(",", -1), name, line + 1);
      if (rows.put(row.id(), row) != null) {
        throw damaged(name, line + 1, "design '%s' is there twice".formatted(row.id()));
      }
    }
    return rows;
  }

  private static Measurement row(String[] fields, String name, int line) {
    if (fields.length != COLUMNS.size()) {
      throw damaged(name, line, "it has %d fields".formatted(fields.length));
    }
    int[] numbers = new int[9];
    for (int i = 0; i < numbers.length; i++) {
      String field = fields[2 + i];
      if (!field.matches("\\d{1,9}")) {
        throw damaged(name, line, "%s '%s' is no count".formatted(COLUMNS.get(2 + i), field));
      }
      numbers[i] = Integer.parseInt(field);
    }
    Resources found =
        new Resources(
            numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    if (!fields[11].matches("[0-9a-f]{12}")) {
      throw damaged(name, line, "rtl '%s' is no digest".formatted(fields[11]));
    }
    return new Measurement(
        fields[0], fields[1], found, numbers[7], numbers[8], fields[11], fields[12]);
  }

  private static CostException damaged(String name, int line, String what) {
    return new CostException(
        "%s, line %d: %s; restore the file or measure again without --resume"
            .formatted(name, line, what));
  }
}
