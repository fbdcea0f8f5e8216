package bitwright.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.fabric.Bus;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistVerilog;
import bitwright.arith.fabric.SimulationModels;
import bitwright.arith.plan.Cells;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stands side by side in the table computes the same: simulated side by side in Icarus, one
 * row of each kind and with {@code -Dbitwright.nightly=true} all.
 */
class PlainVerilogTest {

  private static final int CYCLES = 400;
  private static final boolean NIGHTLY = Boolean.getBoolean("bitwright.nightly");

  private static final String BENCH =
      """
      module bench;
        reg clk = 0, rst = 1, en = 1;
        reg [%1$d:0] w = 0;
        reg [%2$d:0] a = 0;
        wire [%3$d:0] ours, plain, late;
        reg [%3$d:0] history[0:%4$d];
        reg [511:0] random;
        integer i, t, wrong = 0;
        bitwright_unit u(%5$s);
        %6$s p(.clk(clk), .rst(rst), .en(en), .w(w), .a(a), .%8$s(plain));
        %7$s r(.clk(clk), .rst(rst), .en(en), .w(w), .a(a), .%8$s(late));
        initial begin
          for (t = 0; t < 20 + %9$d; t = t + 1) begin
            for (i = 0; i < 16; i = i + 1) random = {random[479:0], $random};
            if (t >= 20) begin rst = 0; w = random[255:0]; a = random[511:256]; end
            #1;
            for (i = %4$d; i > 0; i = i - 1) history[i] = history[i - 1];
            history[0] = plain;
            if (t >= 20 && (ours !== plain || late !== history[%4$d])) wrong = wrong + 1;
            clk = 1; #1; clk = 0; #1;
          end
          $display("compared=%%0d wrong=%%0d", t - 20, wrong);
        end
      endmodule
      """;

  /** Whose input is whose. */
  private static final Map<String, String> PINS =
      Map.of(
          "weights",
          "w",
          "inputs",
          "a",
          "a",
          "w",
          "b",
          "a",
          "step",
          "en",
          "enable",
          "en",
          "reset",
          "rst",
          NetlistVerilog.CLOCK,
          "clk");

  static List<LutDesign> designs() {
    return LutDesigns.all().stream()
        .filter(d -> NIGHTLY || d.name().matches(".*(INT4|of 64 bits|E3M2|E4M3|DenseShift).*"))
        .toList();
  }

  @Test
  void everyKindIsThere() {
    assertEquals(NIGHTLY ? 13 : 5, designs().size());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void allSidesComputeTheSame(LutDesign design, @TempDir Path folder) throws Exception {
    String report = simulate(design, design.registered().text(), folder);
    assertEquals("compared=%d wrong=0".formatted(CYCLES), report, design.name());
  }

  @Test
  void anotherSumIsSeen(@TempDir Path folder) throws Exception {
    LutDesign design = LutDesigns.all().get(0);
    String text = design.registered().text();
    String wrong = text.replaceFirst("p2 \\+ p3", "p2 - p3");
    assertFalse(wrong.equals(text));
    String report = simulate(design, wrong, folder);
    assertTrue(report.matches("compared=\\d+ wrong=[1-9]\\d*"), report);
  }

  private static String simulate(LutDesign design, String registered, Path folder)
      throws IOException, InterruptedException {
    Netlist netlist = design.netlist().get();
    Map<String, Integer> widths =
        netlist.inputs().stream().collect(Collectors.toMap(Bus::name, Bus::width));
    Bus out = netlist.outputs().get(0);
    Stream<String> ports =
        Stream.concat(
            netlist.inputs().stream().map(Bus::name),
            netlist.ffs() > 0 ? Stream.of(NetlistVerilog.CLOCK) : Stream.empty());
    String pins =
        ports.map(p -> ".%s(%s)".formatted(p, PINS.get(p))).collect(Collectors.joining(", "))
            + ", .%s(ours)".formatted(out.name());
    int delay = design.registered().latency() - design.combinational().latency();
    String bench =
        BENCH.formatted(
            widths.getOrDefault("weights", widths.getOrDefault("a", 0)) - 1,
            widths.getOrDefault("inputs", widths.getOrDefault("b", 0)) - 1,
            out.width() - 1,
            delay,
            pins,
            design.combinational().module(),
            design.registered().module(),
            design.combinational().latency() == 0 ? "count" : "acc",
            CYCLES);
    String ours = NetlistVerilog.print(netlist, "bitwright_unit", Cells.LUT6_CARRY4);
    Files.writeString(
        folder.resolve("all.sv"),
        "`timescale 1ns/1ps\n"
            + SimulationModels.text()
            + ours
            + design.combinational().text()
            + registered
            + bench);
    run(folder, "iverilog", "-g2012", "-s", "bench", "-o", "bench.vvp", "all.sv");
    return run(folder, "vvp", "-n", "bench.vvp").strip();
  }

  private static String run(Path folder, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text;
  }
}
