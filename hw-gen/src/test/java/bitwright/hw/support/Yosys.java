package bitwright.hw.support;

import bitwright.hw.Accelerator;
import bitwright.hw.GeneratedModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Yosys makes of an accelerator.
 *
 * @param cells how many there are of each kind
 */
public record Yosys(Map<String, Integer> cells) {

  private static final Pattern ROW = Pattern.compile("(?m)^ +([A-Z]\\w+) +(\\d+)$");

  /**
   * Synthesizes an accelerator.
   *
   * @param family the family, perhaps with further options of {@code synth_xilinx}
   */
  public static Yosys of(Path folder, Accelerator accelerator, String family) throws IOException {
    return of(folder, new GeneratedModule(accelerator.top(), accelerator.files()), family);
  }

  /** Synthesizes a module. */
  public static Yosys of(Path folder, GeneratedModule module, String family) throws IOException {
    module.writeTo(folder);
    String top = module.top();
    String sources =
        new String(module.files().get(top + ".f"), StandardCharsets.US_ASCII).replace('\n', ' ');
    String script =
        "read_verilog -sv %s; synth_xilinx -family %s -noiopad -noclkbuf -flatten -nowidelut -top %s; stat"
            .formatted(sources, family, top);
    String report = Tool.run(folder, "yosys", "-p", script).output();
    int last = report.lastIndexOf("Printing statistics");
    if (last < 0) {
      throw new IllegalStateException("Yosys failed:\n" + report);
    }
    Map<String, Integer> cells = new TreeMap<>();
    Matcher row = ROW.matcher(report.substring(last));
    while (row.find()) {
      cells.put(row.group(1), Integer.parseInt(row.group(2)));
    }
    return new Yosys(cells);
  }

  /** How many cells there are of a kind. */
  public int count(String kind) {
    return cells.getOrDefault(kind, 0);
  }

  /** How many look-up tables of any size there are. */
  public int luts() {
    return cells.entrySet().stream()
        .filter(e -> e.getKey().matches("LUT[1-6](_2)?"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
