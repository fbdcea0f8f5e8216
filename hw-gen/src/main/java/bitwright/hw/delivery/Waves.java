package bitwright.hw.delivery;

import bitwright.arith.format.Format;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What GTKWave shows: a save file with all streams, element by element, and for each format a
 * translate filter file that turns codes into the values they stand for.
 */
final class Waves {

  /** Formats with more codes than this are shown as codes. */
  private static final int MOST_CODES = 4096;

  /** Trace flags of save files: 0x2 hexadecimal, 0x20 right-justified, 0x8 binary, 0x400 signed. */
  private static final String HEX = "@22\n";

  private static final String BINARY = "@28\n";
  private static final String SIGNED = "@420\n";
  private static final String TRANSLATED = "@2022\n";
  private static final String COMMENT = "@200\n";

  private Waves() {}

  /** The files by name, below {@code waves/}. */
  static Map<String, String> of(Design design) {
    Map<String, String> files = new TreeMap<>();
    List<Probe> probes = Probe.of(design);
    List<String> filters = new ArrayList<>();
    StringBuilder save = new StringBuilder();
    save.append("[*] Streams of %s; open with: make -C tb view\n".formatted(design.ip()));
    save.append("[timestart] 0\n[size] 1600 900\n[pos] -1 -1\n");
    save.append("[signals_width] 300\n[sst_width] 220\n[sst_expanded] 0\n");
    String bench = design.bench() + ".";
    save.append(BINARY);
    save.append(bench).append("clock\n").append(bench).append("reset_n\n");
    for (Probe probe : probes) {
      String scope = bench + "probe_" + probe.name() + ".";
      save.append(COMMENT).append('-').append(probe.name()).append('\n');
      save.append(BINARY).append(scope).append("valid\n").append(scope).append("ready\n");
      int width = probe.elements() * probe.elementBits();
      save.append(HEX).append(scope).append("beat").append(range(width)).append('\n');
      for (int e = 0; e < probe.shown(); e++) {
        String signal = scope + "element[" + e + "].code" + range(probe.elementBits());
        save.append(format(probe, filters, files)).append(signal).append('\n');
      }
    }
    files.put(design.core() + ".gtkw", save.toString());
    return files;
  }

  /** The lines in front of an element, and the filter file that they name. */
  private static String format(Probe probe, List<String> filters, Map<String, String> files) {
    if (probe.format().isEmpty()) {
      return SIGNED;
    }
    Format format = probe.format().get();
    if (format.codes() > MOST_CODES) {
      return HEX;
    }
    String name = format.name() + ".txt";
    files.computeIfAbsent(name, n -> filter(format));
    int id = filters.contains(name) ? filters.indexOf(name) : filters.size();
    if (id == filters.size()) {
      filters.add(name);
    }
    return TRANSLATED + "^%d ../waves/%s\n".formatted(id + 1, name);
  }

  static String range(int width) {
    return width == 1 ? "" : "[%d:0]".formatted(width - 1);
  }

  private static String filter(Format format) {
    StringBuilder text =
        new StringBuilder("# codes of %s and their values\n".formatted(format.name()));
    int digits = (format.bits() + 3) / 4;
    for (int code = 0; code < format.codes(); code++) {
      text.append(("%0" + digits + "x ").formatted(code)).append(value(format, code)).append('\n');
    }
    return text.toString();
  }

  private static String value(Format format, int code) {
    if (!format.isNumber(code)) {
      return "no number";
    }
    BigDecimal image = new BigDecimal(format.image(code));
    BigDecimal unit = BigDecimal.valueOf(2).pow(Math.abs(format.unitExponent()));
    BigDecimal value = format.unitExponent() < 0 ? image.divide(unit) : image.multiply(unit);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
