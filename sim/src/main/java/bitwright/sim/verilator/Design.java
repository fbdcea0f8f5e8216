package bitwright.sim.verilator;

import bitwright.hw.Accelerator;
import bitwright.hw.Tap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Verilator compiles: sources, and the signals that must stay readable.
 *
 * <p>Memory files are not part of it. They are handed to each model when it is constructed, so that
 * networks which differ in weights and thresholds alone share one build.
 *
 * @param top the top module
 * @param sources file name to text, SystemVerilog only
 * @param signals the signals to keep, one control line each
 */
record Design(String top, SortedMap<String, byte[]> sources, List<Signal> signals) {

  /**
   * A signal of a module.
   *
   * @param module the module
   * @param name the signal
   */
  record Signal(String module, String name) {}

  Design {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    signals = List.copyOf(signals);
  }

  static Design of(Accelerator accelerator) {
    SortedMap<String, byte[]> sources = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : accelerator.files().entrySet()) {
      if (file.getKey().startsWith("rtl/") && file.getKey().endsWith(".sv")) {
        sources.put(baseName(file.getKey()), file.getValue());
      }
    }
    List<Signal> signals = new ArrayList<>();
    for (Tap tap : accelerator.taps()) {
      for (String name : List.of(tap.valid(), tap.ready(), tap.data())) {
        signals.add(new Signal(tap.module(), name));
      }
    }
    return new Design(accelerator.top(), sources, signals.stream().distinct().toList());
  }

  /** The memory files of an accelerator, by the names that its {@code $readmemh} calls use. */
  static SortedMap<String, byte[]> memories(Accelerator accelerator) {
    SortedMap<String, byte[]> memories = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : accelerator.files().entrySet()) {
      if (file.getKey().startsWith("rtl/") && !file.getKey().endsWith(".sv")) {
        memories.put(baseName(file.getKey()), file.getValue());
      }
    }
    return memories;
  }

  /** Verilator's control file. */
  String control() {
    StringBuilder text = new StringBuilder("`verilator_config\n");
    for (Signal signal : signals) {
      text.append(
          "public_flat_rd -module \"%s\" -var \"%s\"\n".formatted(signal.module(), signal.name()));
    }
    return text.toString();
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
