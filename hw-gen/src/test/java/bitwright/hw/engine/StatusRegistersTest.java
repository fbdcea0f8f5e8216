package bitwright.hw.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.hw.chisel.Elaboration;
import bitwright.hw.support.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registers against a master that does what AXI4-Lite allows, in any order and at any pace. */
class StatusRegistersTest {

  @TempDir Path folder;

  @Test
  void keepsTheProtocolAndTheMap() throws IOException {
    String report = simulate(modules());
    assertTrue(report.startsWith("PASS checks="), report);
    assertTrue(report.endsWith(" errors=0\n"), report);
    int checks = Integer.parseInt(report.replaceAll("(?s).*checks=(\\d+).*", "$1"));
    assertTrue(checks > 6000, report);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "held_strobe[2] ?|held_strobe[1] ?",
        "bvalid = answering|bvalid = answering & bready",
        "held_address[11:2] == 10'h7|held_address[11:2] == 10'h6",
        "frames + {63'h0, m_valid & m_ready & m_last}|frames + {63'h0, m_valid & m_last}",
        "high <= frames[63:32]|high <= cycles[63:32]",
        "act & writes_control & held_data[0]|act & writes_control"
      })
  void theBenchNoticesAFault(String from, String to) throws IOException {
    Map<String, String> modules = modules();
    String text = modules.get("StatusRegisters");
    String faulty = text.replace(from, to);
    assertNotEquals(text, faulty, from);
    modules.put("StatusRegisters", faulty);
    String report = simulate(modules);
    assertTrue(report.contains("FAIL"), report);
  }

  @Test
  void isCleanForLint() throws IOException {
    write(modules());
    Tool verilator =
        Tool.run(
            folder,
            "verilator",
            "--lint-only",
            "-Wall",
            "--top-module",
            "StatusRegisters",
            "-y",
            ".",
            "+libext+.sv",
            "StatusRegisters.sv");
    assertEquals("0", verilator.exit() + verilator.output());
  }

  private static Map<String, String> modules() {
    return new TreeMap<>(Elaboration.of(StatusRegisters::new).modules());
  }

  private void write(Map<String, String> modules) throws IOException {
    for (Map.Entry<String, String> module : modules.entrySet()) {
      Files.writeString(folder.resolve(module.getKey() + ".sv"), module.getValue());
    }
  }

  private String simulate(Map<String, String> modules) throws IOException {
    write(modules);
    try (InputStream bench = getClass().getResourceAsStream("status_bench.sv")) {
      Files.write(folder.resolve("bench.sv"), bench.readAllBytes());
    }
    List<String> command =
        new ArrayList<>(
            List.of("iverilog", "-g2012", "-s", "bench", "-o", "bench.vvp", "bench.sv"));
    modules.keySet().forEach(name -> command.add(name + ".sv"));
    Tool compiled = Tool.run(folder, command.toArray(String[]::new));
    assertEquals("0", compiled.exit() + compiled.output());
    return Tool.run(folder, "vvp", "-n", "bench.vvp").output();
  }
}
