package bitwright.hw.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import bitwright.arith.format.FormatNames;
import bitwright.arith.plan.DspPacking;
import bitwright.hw.chisel.Elaboration;
import bitwright.hw.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Packed products in Verilator on all operands, and the DSP slices that Yosys makes of them; a few
 * pairs of formats, more with {@code -Dbitwright.nightly=true}.
 */
class PackedProductsTest {

  private static final boolean NIGHTLY = Boolean.getBoolean("bitwright.nightly");

  @TempDir Path folder;

  private static Stream<Arguments> pairs() {
    Stream<Arguments> few =
        Stream.of(arguments("int4", "int4", 20), arguments("int8", "uint8", 24));
    Stream<Arguments> more =
        Stream.of(
            arguments("int4", "uint4", 20),
            arguments("int8", "int8", 24),
            arguments("uint4", "int3", 19),
            arguments("int2", "uint2", 18));
    return NIGHTLY ? Stream.concat(few, more) : few;
  }

  private static Stream<Arguments> slices() {
    Stream<Arguments> few =
        Stream.of(
            arguments("int4", "uint4", "xc7", "DSP48E1"),
            arguments("int8", "int8", "xcup", "DSP48E2"));
    Stream<Arguments> more =
        Stream.of(
            arguments("int8", "int8", "xc7", "DSP48E1"),
            arguments("uint2", "int2", "xc7", "DSP48E1"),
            arguments("int4", "int4", "xcup", "DSP48E2"),
            arguments("int8", "uint8", "xcup", "DSP48E2"));
    return NIGHTLY ? Stream.concat(few, more) : few;
  }

  @ParameterizedTest(name = "{0} × {1}")
  @MethodSource("pairs")
  void everyOperandComesApart(String weight, String input, int bits) throws IOException {
    assertEquals("PASS %d".formatted(1 << bits), simulate(packing(weight, input), ""));
  }

  @Test
  void aLostCarryIsNoticed() throws IOException {
    String report = simulate(packing("int4", "uint4"), "^");
    assertTrue(report.startsWith("FAIL"), report);
  }

  @ParameterizedTest(name = "{0} × {1} on {2}")
  @MethodSource("slices")
  void oneSliceHoldsThemAll(String weight, String input, String family, String slice)
      throws IOException {
    String top = write(packing(weight, input), "");
    String script =
        "read_verilog -sv %s; synth_xilinx -family %s -noiopad -noclkbuf -flatten -top %s; stat"
            .formatted(String.join(" ", sources()), family, top);
    String report = Tool.run(folder, "yosys", "-p", script).output();
    String last = report.substring(report.lastIndexOf("Printing statistics"));
    assertTrue(last.matches("(?s).*\\b" + slice + " +1\\n.*"), last);
    assertTrue(!last.contains("CARRY"), last);
  }

  private static DspPacking packing(String weight, String input) {
    return DspPacking.of(FormatNames.parse(weight), FormatNames.parse(input)).orElseThrow();
  }

  private List<String> sources() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".sv"))
          .sorted()
          .toList();
    }
  }

  /** Writes the modules, with the carry inverted where {@code fault} says so. */
  private String write(DspPacking packing, String fault) throws IOException {
    Elaboration circuit = Elaboration.of(() -> new PackedProducts(packing));
    for (var module : circuit.modules().entrySet()) {
      String text = module.getValue();
      if (!fault.isEmpty() && module.getKey().equals(circuit.top())) {
        String damaged = text.replaceFirst("\\^ lowest_1", "| lowest_1");
        assertTrue(!damaged.equals(text), "no carry to damage in\n" + text);
        text = damaged;
      }
      Files.writeString(folder.resolve(module.getKey() + ".sv"), text);
    }
    return circuit.top();
  }

  private String simulate(DspPacking packing, String fault) throws IOException {
    String top = write(packing, fault);
    Tool lint = Tool.run(folder, lint(top));
    assertEquals("", lint.output());
    Files.writeString(folder.resolve("bench.sv"), bench(packing, top));
    List<String> command =
        new ArrayList<>(List.of("verilator", "--binary", "--timing", "-Wno-fatal"));
    command.addAll(List.of("-Wno-lint", "-Wno-style", "--top-module", "bench", "-o", "bench"));
    command.addAll(sources());
    Tool build = Tool.run(folder, command.toArray(String[]::new));
    assertEquals(0, build.exit(), build.output());
    return Tool.run(folder, "./obj_dir/bench").output().lines().findFirst().orElse("");
  }

  private String[] lint(String top) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("verilator", "--lint-only", "-Wall", "-Wno-UNUSEDSIGNAL", "--top-module", top));
    command.addAll(sources());
    return command.toArray(String[]::new);
  }

  private static String bench(DspPacking packing, String top) {
    int m = packing.weightBits();
    int k = packing.inputBits();
    int n = packing.lanes();
    int rowBits = 0;
    StringBuilder checks = new StringBuilder();
    for (int lane = 0; lane < n; lane++) {
      int width = packing.range(lane).bits();
      boolean top2 = lane == n - 1;
      String row =
          packing.range(lane).signed()
              ? "$signed(rows[%d:%d])".formatted(rowBits + width - 1, rowBits)
              : "$signed({1'b0, rows[%d:%d]})".formatted(rowBits + width - 1, rowBits);
      String w = "old[%d:%d]".formatted(k + (lane + 1) * m - 1, k + lane * m);
      String value = packing.weightSigned() ? "$signed(" + w + ")" : "$signed({1'b0, " + w + "})";
      String carry =
          lane == 0 || !packing.carries()
              ? "0"
              : (packing.inputSigned() ? "-" : "") + "$signed({1'b0, carries[" + (lane - 1) + "]})";
      checks.append(
          """
                p = %s; c = %s; w = %s; w = w + %d;
                if (p - c !== w * a) errors = errors + 1;
          """
              .formatted(row, carry, value, top2 ? 0 : packing.bias(lane)));
      rowBits += width;
    }
    String a = packing.inputSigned() ? "$signed(old[%d:0])" : "$signed({1'b0, old[%d:0]})";
    return """
        module bench;
          reg clock = 0;
          reg [%1$d:0] all = 0, old = 0;
          wire [%2$d:0] rows;
          wire [%3$d:0] carries;
          integer p, c, w, a, tried, errors;
          %4$s dut(.clock(clock), .reset(1'b0), .enable(1'b1), .weights(all[%5$d:%6$d]), .code(all[%7$d:0]),
            .rows(rows)%8$s);
          initial begin
            errors = 0;
            for (tried = 0; tried < %9$d; tried = tried + 1) begin
              #1 clock = 1; #1 clock = 0;
              old = all;
              a = %10$s;
        %11$s
              all = all + 1;
            end
            if (errors == 0) $display("PASS %%0d", tried); else $display("FAIL %%0d of %%0d", errors, tried);
            $finish;
          end
        endmodule
        """
        .formatted(
            n * m + k - 1,
            rowBits - 1,
            Math.max(n - 2, 0),
            top,
            n * m + k - 1,
            k,
            k - 1,
            packing.carries() ? ", .carries(carries)" : "",
            1 << (n * m + k),
            a.formatted(k - 1),
            checks);
  }
}
