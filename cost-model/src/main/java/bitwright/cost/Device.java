package bitwright.cost;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A device and what it holds.
 *
 * <p>Counts are those of the vendors' data sheets: DS180 (Artix-7), DS190 (Zynq-7000), DS891 (Zynq
 * UltraScale+), DS987 (the Kria K26 module, whose part is xck26, a ZU5EV), FPGA-DS-02008 (iCE40
 * UltraPlus) and FPGA-DS-02029 (iCE40 LP/HX). Those of the 7-series and xck26 agree with what
 * utilization reports of Vivado say is available, those of iCE40 with nextpnr-ice40's. A slice of
 * the 7-series has four LUTs, eight flip-flops and one CARRY4, one of UltraScale+ eight LUTs,
 * sixteen flip-flops and one CARRY8, a logic cell of iCE40 one LUT, one flip-flop and one carry.
 *
 * @param name the part, for example {@code xc7z020}
 * @param family its family
 * @param lut look-up tables of the family's inputs
 * @param ff flip-flops
 * @param carry carry cells of the family
 * @param blockRam block memories: of 18 Kbit, on iCE40 of 4 Kbit
 * @param uram memories of 288 Kbit
 * @param spram memories of 256 Kbit
 * @param dsp DSP48 slices, on iCE40 SB_MAC16
 */
public record Device(
    String name,
    Family family,
    int lut,
    int ff,
    int carry,
    int blockRam,
    int uram,
    int spram,
    int dsp) {

  /** The device of estimates that name none: the part on Pynq-Z1 and Pynq-Z2. */
  public static final Device DEFAULT = series7("xc7z020", 53_200, 140, 220);

  private static final List<Device> CATALOGUE =
      List.of(
          series7("xc7z010", 17_600, 60, 80),
          DEFAULT,
          series7("xc7z045", 218_600, 545, 900),
          series7("xc7a35t", 20_800, 50, 90),
          series7("xc7a100t", 63_400, 135, 240),
          series7("xc7a200t", 134_600, 365, 740),
          ultraScale("xczu3eg", 70_560, 216, 0, 360),
          ultraScale("xczu7ev", 230_400, 312, 96, 1_728),
          ultraScale("xck26", 117_120, 144, 64, 1_248),
          ice40("ice40up5k", 5_280, 30, 4, 8),
          ice40("ice40hx1k", 1_280, 16, 0, 0),
          ice40("ice40hx8k", 7_680, 32, 0, 0));

  private static final Map<String, String> BOARDS = boards();

  private static Device series7(String name, int lut, int bram36, int dsp) {
    return new Device(name, Family.XC7, lut, 2 * lut, lut / 4, 2 * bram36, 0, 0, dsp);
  }

  private static Device ultraScale(String name, int lut, int bram36, int uram, int dsp) {
    return new Device(name, Family.XCUP, lut, 2 * lut, lut / 8, 2 * bram36, uram, 0, dsp);
  }

  private static Device ice40(String name, int cells, int blockRam, int spram, int dsp) {
    return new Device(name, Family.ICE40, cells, cells, cells, blockRam, 0, spram, dsp);
  }

  private static Map<String, String> boards() {
    Map<String, String> boards = new LinkedHashMap<>();
    boards.put("pynq-z1", "xc7z020");
    boards.put("pynq-z2", "xc7z020");
    boards.put("arty", "xc7a35t");
    boards.put("arty-a7-35t", "xc7a35t");
    boards.put("arty-a7-100t", "xc7a100t");
    boards.put("arty-z7-10", "xc7z010");
    boards.put("arty-z7-20", "xc7z020");
    boards.put("ultra96", "xczu3eg");
    boards.put("ultra96-v2", "xczu3eg");
    boards.put("zcu104", "xczu7ev");
    boards.put("kv260", "xck26");
    boards.put("icebreaker", "ice40up5k");
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
    String hint =
        Stream.concat(CATALOGUE.stream().map(Device::name), BOARDS.keySet().stream())
            .filter(known -> resembles(key, known))
            .min(
                Comparator.<String>comparingInt(known -> known.startsWith(key) ? 0 : 1)
                    .thenComparingInt(known -> distance(key, known)))
            .map("did you mean %s? Known"::formatted)
            .orElse("known");
    return "device '%s' is not in the catalogue; %s parts are %s, known boards %s"
        .formatted(
            name,
            hint,
            String.join(", ", CATALOGUE.stream().map(Device::name).toList()),
            String.join(", ", BOARDS.keySet()));
  }

  /** Whether one may stand for the other: as its beginning, or with a third of it mistyped. */
  private static boolean resembles(String key, String known) {
    return key.length() >= 3 && known.startsWith(key) || 3 * distance(key, known) <= key.length();
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

  /** Block memories in units of 36 Kbit, on devices that have them. */
  public double bram36() {
    return blockRam / 2.0;
  }
}
