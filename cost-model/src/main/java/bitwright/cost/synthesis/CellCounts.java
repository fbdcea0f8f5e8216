package bitwright.cost.synthesis;

import bitwright.cost.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cells of a netlist, from the text of Yosys's {@code stat}.
 *
 * <p>A LUT counts whether it is logic (LUT1 … LUT6), memory (RAM32M and RAM64M are four LUTs,
 * RAM128X1D four, RAM64X1D and RAM32X1D two) or shift register (SRL16E, SRLC32E). INV cells count
 * nothing: a placer absorbs them in the LUT behind or in the clock enable's polarity.
 *
 * @param cells cell type to number
 */
record CellCounts(Map<String, Integer> cells) {
  private static final Pattern MODULE = Pattern.compile("=== (.*) ===");
  private static final Pattern CELL = Pattern.compile("\\s+([\\\\$A-Za-z_][\\w$]*)\\s+(\\d+)\\s*");
  private static final Map<String, Integer> LUTS_OF_CELL =
      Map.ofEntries(
          Map.entry("LUT1", 1),
          Map.entry("LUT2", 1),
          Map.entry("LUT3", 1),
          Map.entry("LUT4", 1),
          Map.entry("LUT5", 1),
          Map.entry("LUT6", 1),
          Map.entry("LUT6_2", 1),
          Map.entry("SRL16E", 1),
          Map.entry("SRLC32E", 1),
          Map.entry("RAM32X1D", 2),
          Map.entry("RAM64X1D", 2),
          Map.entry("RAM128X1D", 4),
          Map.entry("RAM32M", 4),
          Map.entry("RAM64M", 4));
  private static final Map<String, Integer> BLOCKS_OF_CELL = Map.of("RAMB18E1", 1, "RAMB36E1", 2);

  /** The cells of the last module in a report: the flattened top. */
  static CellCounts parse(String report) {
    List<CellCounts> modules = List.copyOf(parseAll(report).values());
    return modules.get(modules.size() - 1);
  }

  /** The cells of every module in a report, submodules not included. */
  static Map<String, CellCounts> parseAll(String report) {
    Map<String, CellCounts> modules = new LinkedHashMap<>();
    Map<String, Integer> cells = new LinkedHashMap<>();
    for (String line : report.split("\n")) {
      Matcher module = MODULE.matcher(line.strip());
      Matcher cell = CELL.matcher(line);
      if (module.matches()) {
        cells = new LinkedHashMap<>();
        modules.put(module.group(1), new CellCounts(cells));
      } else if (cell.matches()) {
        cells.put(cell.group(1), Integer.parseInt(cell.group(2)));
      }
    }
    return modules;
  }

  Resources resources() {
    int lut = 0;
    int ff = 0;
    int carry = 0;
    int blocks = 0;
    int dsp = 0;
    for (Map.Entry<String, Integer> entry : cells.entrySet()) {
      String cell = entry.getKey();
      int count = entry.getValue();
      lut += count * LUTS_OF_CELL.getOrDefault(cell, 0);
      ff += cell.matches("FD[RSCP]E(_1)?") ? count : 0;
      carry += cell.equals("CARRY4") ? count : 0;
      blocks += count * BLOCKS_OF_CELL.getOrDefault(cell, 0);
      dsp += cell.equals("DSP48E1") ? count : 0;
      refuseUnknown(cell);
    }
    return new Resources(lut, ff, carry, blocks, dsp);
  }

  /** A primitive that no resource stands for would vanish from the count. */
  private static void refuseUnknown(String cell) {
    boolean primitive = cell.matches("[A-Z][A-Z0-9_]*");
    boolean counted =
        LUTS_OF_CELL.containsKey(cell)
            || BLOCKS_OF_CELL.containsKey(cell)
            || cell.matches("FD[RSCP]E(_1)?|CARRY4|DSP48E1|INV|BUF|BUFG");
    if (primitive && !counted) {
      throw new SynthesisException(
          "the netlist holds cells of type %s, which no resource counts".formatted(cell));
    }
  }
}
