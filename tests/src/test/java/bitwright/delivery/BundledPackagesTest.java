package bitwright.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.hw.Accelerator;
import bitwright.hw.delivery.ClockNames;
import bitwright.hw.delivery.DeliveryOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code generate} writes, taken to another folder that knows nothing of Bitwright: its own
 * scripts run it with the tools alone. All of them run under Icarus; those of three networks, with
 * {@code -Dbitwright.nightly=true} of all, are built with Verilator too, which takes most of the
 * time.
 */
class BundledPackagesTest {

  private static final int FRAMES = 2;
  private static final boolean NIGHTLY = Boolean.getBoolean("bitwright.nightly");
  private static final List<String> BUILT =
      List.of("digits-xnor", "digits-minifloat", "digits-cnn-int4");

  @TempDir Path folder;

  static List<String> networks() throws IOException {
    return Packages.bundled();
  }

  @Test
  void thereAreBundledNetworks() throws IOException {
    assertTrue(networks().size() >= 4, networks().toString());
    assertTrue(networks().containsAll(BUILT), networks().toString());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void runsLintsAndChecksElsewhere(String network) throws IOException {
    Accelerator accelerator = Packages.of(network, FRAMES, DeliveryOptions.DEFAULT);
    Path there = folder.resolve("some/where/else");
    accelerator.writeTo(there);
    int beats = FRAMES * accelerator.plan().outputBeats();
    String still =
        "PASS frames=%d beats=%d errors=0 latency=%d cycles=%d stall=0"
            .formatted(
                FRAMES, beats, accelerator.plan().latency(), accelerator.plan().cycles(FRAMES));
    String report = Shell.run(there, "make", "-s", "-C", "tb", "icarus").ok();
    assertEquals(still, lastPass(report), report);
    String simulator = NIGHTLY || BUILT.contains(network) ? "verilator" : "icarus";
    if (simulator.equals("verilator")) {
      report = Shell.run(there, "make", "-s", "-C", "tb", simulator).ok();
      assertEquals(still, lastPass(report), report);
    }
    report = Shell.run(there, "make", "-s", "-C", "tb", simulator, "STALL=50", "SEED=3").ok();
    assertTrue(
        report.contains("PASS frames=%d beats=%d errors=0 ".formatted(FRAMES, beats)), report);
    Shell lint =
        Shell.run(
            there,
            "verilator",
            "--lint-only",
            "-Wall",
            "--top-module",
            accelerator.top() + "_ip",
            "-f",
            accelerator.top() + ".f");
    assertEquals("", lint.ok());
    String sources =
        new String(accelerator.files().get(accelerator.top() + ".f"), StandardCharsets.US_ASCII)
            .replace('\n', ' ');
    Shell yosys =
        Shell.run(
            there,
            "yosys",
            "-q",
            "-p",
            "read_verilog -sv %s; hierarchy -check -top %s_ip; proc; check -assert"
                .formatted(sources, accelerator.top()));
    assertEquals("", yosys.ok());
  }

  @Test
  void everyOptionTogether() throws IOException {
    Accelerator accelerator =
        Packages.of("digits-shift", FRAMES, new DeliveryOptions(ClockNames.AP, true));
    accelerator.writeTo(folder.resolve("a"));
    for (String tool : List.of("icarus", "verilator")) {
      String report =
          Shell.run(folder.resolve("a"), "make", "-s", "-C", "tb", tool, "STALL=30").ok();
      assertTrue(report.contains("PASS frames=2 beats=20 errors=0 "), report);
    }
    assertEquals("", Shell.run(folder.resolve("a"), "make", "-s", "-C", "lint").ok());
  }

  @Test
  void yosysSynthesizesForXilinx() throws IOException {
    Packages.of("digits-xnor", FRAMES, DeliveryOptions.DEFAULT).writeTo(folder.resolve("a"));
    Shell.run(folder.resolve("a"), "yosys", "-q", "-l", "yosys/synth.log", "yosys/synth.ys").ok();
    String log = Files.readString(folder.resolve("a/yosys/synth.log"));
    assertTrue(log.contains("LUT6") && log.contains("FDRE"), log);
    assertTrue(Files.size(folder.resolve("a/yosys/digits_xnor.json")) > 10_000);
  }

  @Test
  void aWrongVectorFails() throws IOException {
    Accelerator right = Packages.of("digits-xnor", FRAMES, DeliveryOptions.DEFAULT);
    var files = new TreeMap<>(right.files());
    byte[] expected = files.get("tb/m_axis.hex").clone();
    expected[3] = (byte) (expected[3] == '0' ? '1' : '0');
    files.put("tb/m_axis.hex", expected);
    new Accelerator(right.plan(), right.top(), files, right.taps()).writeTo(folder.resolve("a"));
    Shell icarus = Shell.run(folder.resolve("a"), "make", "-s", "-C", "tb", "icarus");
    assertNotEquals(0, icarus.exit(), icarus.output());
    assertTrue(icarus.output().contains("FAIL frames=2 beats=20 errors=1 "), icarus.output());
    assertTrue(icarus.output().contains("ERROR data: frame 0 beat 0"), icarus.output());
    Shell verilator = Shell.run(folder.resolve("a"), "make", "-s", "-C", "tb", "verilator");
    assertNotEquals(0, verilator.exit(), verilator.output());
    assertTrue(verilator.output().contains("FAIL frames=2 beats=20 errors=1 "), verilator.output());
  }

  @Test
  void aMissingBeatIsNoticed() throws IOException {
    Accelerator right = Packages.of("digits-xnor", FRAMES, DeliveryOptions.DEFAULT);
    right.writeTo(folder.resolve("a"));
    Path wrapper = folder.resolve("a/rtl/digits_xnor_ip.v");
    String text = Files.readString(wrapper);
    String dead = text.replace(".m_axis_tready(m_axis_tready)", ".m_axis_tready(1'b0)");
    assertNotEquals(text, dead);
    Files.writeString(wrapper, dead);
    Shell icarus = Shell.run(folder.resolve("a"), "make", "-s", "-C", "tb", "icarus");
    assertNotEquals(0, icarus.exit(), icarus.output());
    assertTrue(icarus.output().contains("FAIL "), icarus.output());
  }

  private static String lastPass(String report) {
    return report.lines().filter(l -> l.startsWith("PASS")).reduce((a, b) -> b).orElse(report);
  }
}
