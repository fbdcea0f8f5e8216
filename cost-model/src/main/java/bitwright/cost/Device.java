package bitwright.cost;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A device of the 7-series and what it holds.
 *
 * <p>Counts are those of the data sheets DS180 (Artix-7) and DS190 (Zynq-7000); a slice has four
 * LUTs, eight flip-flops and one CARRY4. Speed is that of grade −1, the slowest.
 *
 * @param name the part, for example {@code xc7z020}
 * @param lut look-up tables of six inputs
 * @param ff flip-flops
 * @param bram36 block memories of 36 Kbit
 * @param dsp DSP48E1 slices
 */
public record Device(String name, int lut, int ff, int bram36, int dsp) {

  /** The device of estimates that name none: the part on Pynq-Z1 and Pynq-Z2. */
  public static final Device DEFAULT = new Device("xc7z020", 53_200, 106_400, 140, 220);

  private static final List<Device> CATALOGUE =
      List.of(
          new Device("xc7z010", 17_600, 35_200, 60, 80),
          DEFAULT,
          new Device("xc7z045", 218_600, 437_200, 545, 900),
          new Device("xc7a35t", 20_800, 41_600, 50, 90),
          new Device("xc7a100t", 63_400, 126_800, 135, 240),
          new Device("xc7a200t", 134_600, 269_200, 365, 740));

  private static final Map<String, String> BOARDS = boards();

  private static Map<String, String> boards() {
    Map<String, String> boards = new LinkedHashMap<>();
    boards.put("pynq-z1", "xc7z020");
    boards.put("pynq-z2", "xc7z020");
    boards.put("arty", "xc7a35t");
    boards.put("arty-a7-35t", "xc7a35t");
    boards.put("arty-a7-100t", "xc7a100t");
    boards.put("arty-z7-10", "xc7z010");
    boards.put("arty-z7-20", "xc7z020");
    return boards;
  }

  /** All devices of the catalogue. */
  public static List<Device> all() {
    return CATALOGUE;
  }

  /** Board names that stand for a device, in lower case, each with its part. */
  public static Map<String, String> aliases() {
    return java.util.Collections.unmodifiableMap(BOARDS);
  }

  /**
   * The device of a part or board name, in any case.
   *
   * @throws CostException if there is none, with the nearest name
   */
  public static Device find(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    String part = BOARDS.getOrDefault(key, key);
    return CATALOGUE.stream()
        .filter(device -> device.name.equals(part))
        .findFirst()
        .orElseThrow(() -> new CostException(unknown(name, key)));
  }

  private static String unknown(String name, String key) {
    String nearest =
        Stream.concat(CATALOGUE.stream().map(Device::name), BOARDS.keySet().stream())
            .min(Comparator.comparingInt(known -> distance(key, known)))
            .orElseThrow();
    return "device '%s' is not in the catalogue; did you mean %s? Known parts are %s, known boards %s"
        .formatted(
            name,
            nearest,
            String.join(", ", CATALOGUE.stream().map(Device::name).toList()),
            String.join(", ", BOARDS.keySet()));
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  /** CARRY4 cells, one per slice of four LUTs. */
  public int carry() {
    return lut / 4;
  }
}
