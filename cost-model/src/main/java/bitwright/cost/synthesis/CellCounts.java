package bitwright.cost.synthesis;

import bitwright.cost.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cells of a netlist, from the text of Yosys's {@code stat}.
 *
 * <p>{@link Cell} says what each of them stands for.
 *
 * @param cells cell type to number
 */
record CellCounts(Map<String, Integer> cells) {
  private static final Pattern MODULE = Pattern.compile("=== (.*) ===");
  private static final Pattern CELL = Pattern.compile("\\s+([\\\\$A-Za-z_][\\w$]*)\\s+(\\d+)\\s*");

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

  /**
   * All of them together.
   *
   * @throws SynthesisException for a cell that no resource stands for: it would vanish
   */
  Resources resources() {
    Resources sum = Resources.NONE;
    for (Map.Entry<String, Integer> entry : cells.entrySet()) {
      String type = entry.getKey();
      Optional<Resources> cell = Cell.of(type);
      if (cell.isEmpty() && Cell.isPrimitive(type)) {
        throw new SynthesisException(
            "the netlist holds cells of type %s, which no resource counts".formatted(type));
      }
      sum = sum.plus(cell.orElse(Resources.NONE).times(entry.getValue()));
    }
    return sum;
  }
}
