package bitwright.explore.calibration;

import bitwright.cost.synthesis.Source;
import bitwright.hw.GeneratedModule;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Elaboration;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The text of designs, from circuits and from Verilog. */
final class Rtl {

  private Rtl() {}

  /** What the generator writes for a circuit. */
  static Source of(Supplier<? extends Circuit> circuit) {
    return of(circuit, Map.of());
  }

  /** What the generator writes for a circuit, with its memory files. */
  static Source of(Supplier<? extends Circuit> circuit, Map<String, byte[]> memories) {
    Elaboration elaboration = Elaboration.of(circuit);
    SortedMap<String, byte[]> files = new TreeMap<>(memories);
    elaboration.modules().forEach((name, text) -> files.put(name + ".sv", bytes(text)));
    return new Source(elaboration.top(), files);
  }

  /** A module generated alone. */
  static Source of(GeneratedModule module) {
    return new Source(module.top(), module.files());
  }

  /** A module with a clock, written by hand as the generator would. */
  static Source of(String name, String ports, String body) {
    String text = "module %s(input clock, %s);\n%s\nendmodule\n".formatted(name, ports, body);
    return new Source(name, new TreeMap<>(Map.of(name + ".sv", bytes(text))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
