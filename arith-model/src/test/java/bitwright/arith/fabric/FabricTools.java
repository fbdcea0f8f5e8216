package bitwright.arith.fabric;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Runs Icarus Verilog and Yosys on printed netlists. */
public final class FabricTools {

  private FabricTools() {}

  /** The library of Xilinx cells that Yosys brings, beside its program. */
  public static Path vendorCells() throws IOException {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path yosys = Path.of(folder, "yosys");
      if (Files.isExecutable(yosys)) {
        Path prefix = yosys.toRealPath().getParent().getParent();
        return prefix.resolve("share/yosys/xilinx/cells_sim.v");
      }
    }
    throw new IOException("yosys is not on the PATH; install it to run this test");
  }

  static String run(Path folder, String... command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("bitwright", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    int code = process.waitFor();
    String text = Files.readString(log);
    Files.delete(log);
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + text);
    }
    return text;
  }

  /**
   * Simulates a module with Icarus: the inputs of each row, in the order of the ports, then clock
   * edges if it has a clock, then all outputs.
   *
   * @param models the library of cells, or null for our own
   */
  public static List<List<BigInteger>> icarus(
      Path folder,
      String verilog,
      String module,
      Netlist netlist,
      List<List<BigInteger>> rows,
      int clocks,
      Path models)
      throws IOException, InterruptedException {
    StringBuilder bench =
        new StringBuilder("`timescale 1ns/1ps\nmodule bench;\n  reg clock = 0;\n");
    StringBuilder pins = new StringBuilder(netlist.ffs() > 0 ? ".clock(clock)" : "");
    List<String> ins = new ArrayList<>();
    int total = 0;
    for (Bus bus : netlist.inputs()) {
      bench.append("  reg [%d:0] %s = 0;\n".formatted(bus.width() - 1, bus.name()));
      pins.append(pins.isEmpty() ? "" : ", ").append(".%1$s(%1$s)".formatted(bus.name()));
      ins.add(bus.name());
      total += bus.width();
    }
    StringBuilder shows = new StringBuilder();
    StringBuilder formats = new StringBuilder();
    for (Bus bus : netlist.outputs()) {
      bench.append("  wire [%d:0] %s;\n".formatted(bus.width() - 1, bus.name()));
      pins.append(", .%1$s(%1$s)".formatted(bus.name()));
      shows.append(", ").append(bus.name());
      formats.append("%h ");
    }
    bench.append("  reg [%d:0] rows [0:%d];\n  integer i;\n".formatted(total - 1, rows.size() - 1));
    bench.append("  %s dut(%s);\n".formatted(module, pins));
    bench.append("  initial begin\n    $readmemh(\"rows.hex\", rows);\n    #200;\n");
    bench.append("    for (i = 0; i < %d; i = i + 1) begin\n".formatted(rows.size()));
    bench.append("      {%s} = rows[i]; #1;\n".formatted(String.join(", ", ins)));
    bench.append("      repeat (%d) begin clock = 1; #1; clock = 0; #1; end\n".formatted(clocks));
    bench.append(
        "      $display(\"row %s\"%s);\n    end\n  end\nendmodule\n".formatted(formats, shows));
    StringBuilder hex = new StringBuilder();
    for (List<BigInteger> row : rows) {
      BigInteger word = BigInteger.ZERO;
      for (int k = 0; k < row.size(); k++) {
        int width = netlist.inputs().get(k).width();
        BigInteger mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
        word = word.shiftLeft(width).or(row.get(k).and(mask));
      }
      hex.append(word.toString(16)).append('\n');
    }
    Files.writeString(folder.resolve("bench.v"), bench);
    Files.writeString(folder.resolve("dut.v"), verilog);
    Files.writeString(folder.resolve("rows.hex"), hex);
    Path own = folder.resolve(SimulationModels.FILE_NAME);
    Files.writeString(own, SimulationModels.text());
    String cells = (models == null ? own : models).toString();
    run(folder, "iverilog", "-g2012", "-s", "bench", "-o", "bench.vvp", "bench.v", "dut.v", cells);
    List<List<BigInteger>> results = new ArrayList<>();
    for (String line : run(folder, "vvp", "-n", "bench.vvp").split("\n")) {
      if (line.startsWith("row ")) {
        List<BigInteger> values = new ArrayList<>();
        for (String value : line.substring(4).strip().split(" ")) {
          values.add(new BigInteger(value, 16));
        }
        results.add(values);
      }
    }
    return results;
  }

  /** The cells that Yosys counts after synthesis for the 7-series or UltraScale+. */
  public static TreeMap<String, Integer> yosys(
      Path folder, String verilog, String module, String family)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("dut.v"), verilog);
    String script =
        "read_verilog dut.v; synth_xilinx -family %s -noiopad -noclkbuf -flatten -nodsp -nowidelut"
                .formatted(family)
            + " -top %s; tee -o stat.txt stat -tech xilinx".formatted(module);
    run(folder, "yosys", "-q", "-p", script);
    TreeMap<String, Integer> cells = new TreeMap<>();
    for (String line :
        Files.readString(new File(folder.toFile(), "stat.txt").toPath()).split("\n")) {
      String[] words = line.strip().split("\\s+");
      if (words.length == 2 && words[0].matches("[A-Z][A-Z0-9_]*") && words[1].matches("\\d+")) {
        cells.put(words[0], Integer.parseInt(words[1]));
      }
    }
    return cells;
  }

  /** LUT1 to LUT6 and LUT6_2. */
  public static int luts(TreeMap<String, Integer> cells) {
    return cells.entrySet().stream()
        .filter(e -> e.getKey().matches("LUT[1-6]|LUT6_2"))
        .mapToInt(e -> e.getValue())
        .sum();
  }
}
