package bitwright.hw.chisel;

import circt.stage.ChiselStage$;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A circuit turned into SystemVerilog, one text per module.
 *
 * <p>The text keeps to a subset that Verilator, Yosys 0.23 and Icarus 11 all read: no packed
 * arrays, no local variables in processes, no randomization, no verification layers. Equal circuits
 * give equal text.
 *
 * @param top name of the top module
 * @param modules text by module name, sorted
 */
public record Elaboration(String top, SortedMap<String, String> modules) {
  private static final Pattern MODULE = Pattern.compile("(?ms)^module (\\w+)\\(?.*?^endmodule\\n");
  private static final Pattern EXTERNAL = Pattern.compile("(?m)^\\s+(Bitwright\\w+) #\\(");

  /** Elaborates the circuit that {@code circuit} builds. */
  public static Elaboration of(Supplier<? extends Circuit> circuit) {
    Shell.begin();
    String firrtl;
    try {
      firrtl = ChiselStage$.MODULE$.emitCHIRRTL(() -> new Shell<>(circuit), new String[0]);
    } catch (RuntimeException e) {
      throw cause(e);
    }
    Map<String, String> circuitNames = Shell.circuitNames();
    String text = Firtool.compile(Merger.merge(firrtl, circuitNames));
    return new Elaboration(Shell.top(), split(text, Shell.headings()));
  }

  private static RuntimeException cause(RuntimeException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof HardwareException hardware) {
        return hardware;
      }
    }
    return new HardwareException(
        origin(e) + "the circuit cannot be elaborated: " + e.getMessage(), e);
  }

  /** The line of the generator that the innermost failure passed through. */
  private static String origin(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String facade = Elaboration.class.getPackageName() + ".";
    return Arrays.stream(root.getStackTrace())
        .dropWhile(frame -> !frame.getClassName().startsWith(facade))
        .filter(frame -> !frame.getClassName().startsWith(facade))
        .findFirst()
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber() + ": ")
        .orElse("");
  }

  private static SortedMap<String, String> split(String text, Map<String, String> headings) {
    SortedMap<String, String> modules = new TreeMap<>(Shell.texts());
    Matcher module = MODULE.matcher(text);
    while (module.find()) {
      String name = module.group(1);
      modules.put(name, headings.getOrDefault(name, "") + module.group());
    }
    for (Map.Entry<String, String> entry : Map.copyOf(modules).entrySet()) {
      Matcher external = EXTERNAL.matcher(entry.getValue());
      while (external.find()) {
        modules.computeIfAbsent(external.group(1), Elaboration::resource);
      }
    }
    return Collections.unmodifiableSortedMap(modules);
  }

  private static String resource(String module) {
    String path = "/bitwright/hw/verilog/" + module + ".sv";
    try (InputStream in = Elaboration.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new HardwareException("no Verilog is known for the external module " + module);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
