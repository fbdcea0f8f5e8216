package bitwright.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.hw.Accelerator;
import bitwright.hw.delivery.ClockNames;
import bitwright.hw.delivery.DeliveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts for tools that are not here: Vivado's in a Tcl interpreter that records Vivado's
 * commands, cocotb's test against a stand-in.
 */
class ScriptsTest {

  private static final Path RESOURCES =
      Path.of("src/test/resources/bitwright/delivery").toAbsolutePath();

  /** The commands that the scripts use, all of them Vivado's. */
  private static final Set<String> VIVADO =
      Set.of(
          ("add_files create_clock create_project current_fileset get_files get_filesets get_ports"
                  + " get_property get_runs ipx::associate_bus_interfaces ipx::check_integrity"
                  + " ipx::create_xgui_files ipx::current_core ipx::package_project ipx::save_core"
                  + " ipx::update_checksums launch_runs open_run opt_design place_design"
                  + " read_mem read_verilog read_xdc report_timing_summary report_utilization"
                  + " route_design set_property synth_design update_compile_order wait_on_run"
                  + " write_checkpoint")
              .split(" "));

  private static final Accelerator PLAIN = Packages.of("digits-xnor", 2, DeliveryOptions.DEFAULT);

  private static final Accelerator FULL =
      Packages.of("digits-xnor", 2, new DeliveryOptions(ClockNames.AP, true));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "build.tcl, synth_1",
    "synth_ooc.tcl, route_design",
    "package_ip.tcl, ipx::save_core",
    "digits_xnor.xdc, create_clock"
  })
  void vivadoScriptsRunToTheirEnd(String script, String essential) throws IOException {
    Accelerator accelerator = script.startsWith("package") ? FULL : PLAIN;
    accelerator.writeTo(folder.resolve("p"));
    String path = folder.resolve("p/vivado/" + script).toString();
    String report =
        Shell.run(folder, "tclsh", RESOURCES.resolve("vivado.tcl").toString(), path).ok();
    assertTrue(report.endsWith("DONE\n"), report);
    assertTrue(report.contains(essential), report);
    Set<String> used = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    for (String line : report.split("\n")) {
      String[] words = line.split(" ");
      if (words[0].equals("VIVADO")) {
        used.add(words[1]);
        for (String word : words) {
          if (word.matches(".*/(rtl|tb)/.*")) {
            named.add(word.replaceAll("[{}]", ""));
          }
        }
      }
    }
    assertTrue(VIVADO.containsAll(used), used.toString());
    for (String file : named) {
      assertTrue(Files.isRegularFile(Path.of(file)), file);
    }
    if (!script.endsWith(".xdc")) {
      long rtl = accelerator.files().keySet().stream().filter(f -> f.startsWith("rtl/")).count();
      assertEquals(rtl, named.stream().filter(f -> f.contains("/rtl/")).count(), report);
    }
  }

  @Test
  void aBrokenScriptIsNoticed() throws IOException {
    Path script = Files.writeString(folder.resolve("broken.tcl"), "foreach file {a b} { puts x\n");
    Shell broken =
        Shell.run(folder, "tclsh", RESOURCES.resolve("vivado.tcl").toString(), script.toString());
    assertNotEquals(0, broken.exit());
  }

  @Test
  void theCocotbTestPassesOnRightBeats() throws IOException {
    FULL.writeTo(folder.resolve("ap"));
    String report = cocotb("ap", "ap_clk", "ap_rst_n", "none").ok();
    assertEquals("PASS without_stalls 20\nPASS with_stalls 20\n", report);
    PLAIN.writeTo(folder.resolve("aclk"));
    assertEquals(report, cocotb("aclk", "aclk", "aresetn", "none").ok());
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "tlast", "withdraw", "change", "surplus", "silent"})
  void theCocotbTestNoticesAFault(String fault) throws IOException {
    PLAIN.writeTo(folder.resolve("p"));
    Shell failed = cocotb("p", "aclk", "aresetn", fault);
    assertNotEquals(0, failed.exit(), failed.output());
    assertTrue(failed.output().contains("AssertionError"), failed.output());
  }

  private Shell cocotb(String name, String clock, String reset, String fault) {
    String fake = RESOURCES.resolve("fake").toString();
    return Shell.run(
        folder,
        List.of(
            "python3",
            "-B",
            fake + "/run.py",
            folder.resolve(name + "/tb").toString(),
            "test_digits_xnor",
            clock,
            reset,
            fault));
  }
}
