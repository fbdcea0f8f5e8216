package bitwright.hw.support;

import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Elaboration;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Icarus test bench for one circuit with ready/valid streams: drives every input with its words,
 * compares every output with its expected words, watches that nothing is valid in reset and that
 * offered beats stay.
 *
 * @param folder where the bench was compiled
 * @param outputs the outputs
 */
public record StreamBench(Path folder, List<Port> outputs) {

  /**
   * A stream of the circuit.
   *
   * @param name its port's name
   * @param width bits a beat
   * @param words the beats of all frames
   * @param frames the number of frames; divides the beats
   */
  public record Port(String name, int width, List<BigInteger> words, int frames) {}

  /**
   * What a run found.
   *
   * @param report {@code PASS beats=…}, or what went wrong
   * @param ends per output and frame, the cycle of its last beat
   */
  public record Result(String report, List<List<Integer>> ends) {

    /** Cycles between the ends of the last two frames of an output. */
    public int interval(int output) {
      List<Integer> cycles = ends.get(output);
      return cycles.get(cycles.size() - 1) - cycles.get(cycles.size() - 2);
    }
  }

  /** Compiles a bench. */
  public static StreamBench of(
      Path folder,
      Supplier<? extends Circuit> circuit,
      Map<String, byte[]> memories,
      List<Port> inputs,
      List<Port> outputs)
      throws IOException {
    Elaboration elaboration = Elaboration.of(circuit);
    Files.createDirectories(folder);
    List<String> sources = new ArrayList<>();
    for (var module : elaboration.modules().entrySet()) {
      Files.writeString(folder.resolve(module.getKey() + ".sv"), module.getValue());
      sources.add(module.getKey() + ".sv");
    }
    for (var memory : memories.entrySet()) {
      Files.write(folder.resolve(memory.getKey()), memory.getValue());
    }
    for (List<Port> ports : List.of(inputs, outputs)) {
      for (Port port : ports) {
        StringBuilder text = new StringBuilder();
        port.words.forEach(word -> text.append(word.toString(16)).append('\n'));
        Files.writeString(folder.resolve(port.name + ".txt"), text);
      }
    }
    Files.writeString(folder.resolve("bench.v"), text(elaboration.top(), inputs, outputs));
    List<String> command =
        new ArrayList<>(List.of("iverilog", "-g2012", "-Wall", "-Wno-timescale"));
    command.addAll(List.of("-s", "bench", "-o", "bench.vvp", "bench.v"));
    command.addAll(sources);
    Tool compile = Tool.run(folder, command.toArray(String[]::new));
    if (compile.exit() != 0 || !compile.output().isBlank()) {
      throw new IllegalStateException("iverilog: " + compile.output());
    }
    return new StreamBench(folder, outputs);
  }

  /**
   * Runs the bench.
   *
   * @param stall percentage of cycles in which each side of each stream pauses
   */
  public Result run(int stall, int seed) {
    String log = Tool.run(folder, "vvp", "bench.vvp", "+stall=" + stall, "+seed=" + seed).output();
    List<List<Integer>> ends = new ArrayList<>();
    for (Port port : outputs) {
      List<Integer> cycles = new ArrayList<>();
      Matcher matcher = Pattern.compile("(?m)^end " + port.name + " (\\d+)$").matcher(log);
      while (matcher.find()) {
        cycles.add(Integer.parseInt(matcher.group(1)));
      }
      ends.add(cycles);
    }
    String report =
        String.join(
            "\n", Arrays.stream(log.split("\n")).filter(l -> !l.startsWith("end ")).toList());
    return new Result(report, ends);
  }

  /** Codes packed into beats of {@code lanes}, the first in the lowest bits. */
  public static List<BigInteger> pack(int[] codes, int lanes, int bits) {
    List<BigInteger> words = new ArrayList<>();
    for (int i = 0; i < codes.length; i += lanes) {
      BigInteger word = BigInteger.ZERO;
      for (int lane = lanes - 1; lane >= 0; lane--) {
        word = word.shiftLeft(bits).or(BigInteger.valueOf(codes[i + lane]));
      }
      words.add(word);
    }
    return words;
  }

  /** Every tool reads the modules without a word. */
  public static String lint(Path folder, String top) {
    Tool verilator =
        Tool.run(
            folder,
            "sh",
            "-c",
            "verilator --lint-only -Wall --top-module " + top + " $(echo *.sv)");
    String script =
        "read_verilog -sv $(echo *.sv); hierarchy -check -top " + top + "; proc; check -assert";
    Tool yosys = Tool.run(folder, "sh", "-c", "yosys -q -p \"" + script + "\"");
    return verilator.output() + yosys.output() + (yosys.exit() == 0 ? "" : " exit " + yosys.exit());
  }

  private static String text(String top, List<Port> inputs, List<Port> outputs) {
    StringBuilder ports = new StringBuilder();
    StringBuilder body = new StringBuilder();
    StringBuilder finished = new StringBuilder("1");
    int beats = 0;
    for (Port port : inputs) {
      ports.append(connections(port));
      body.append(input(port));
    }
    for (Port port : outputs) {
      ports.append(connections(port));
      body.append(output(port));
      finished.append(" && ").append(port.name).append("_count == ").append(port.words.size());
      beats += port.words.size();
    }
    return """
        module bench;
          reg clock = 0, reset = 1;
          integer errors = 0, cycle = 0, quiet = 0, stall = 0, seed = 1;
        %3$s  %1$s dut(%2$s.clock(clock), .reset(reset));
          always #5 clock = ~clock;
          initial begin
            if (!$value$plusargs("stall=%%d", stall)) stall = 0;
            if (!$value$plusargs("seed=%%d", seed)) seed = 1;
            repeat (5) @(posedge clock);
            #1 reset = 0;
          end
          always @(posedge clock) if (!reset) begin
            cycle = cycle + 1;
            quiet = quiet + 1;
            if (%4$s) begin
              if (errors == 0) $display("PASS beats=%5$d");
              else $display("FAIL errors=%%0d", errors);
              $finish;
            end
            if (quiet > 20000) begin $display("FAIL nothing moves"); $finish; end
          end
        endmodule
        """
        .formatted(top, ports, body, finished, beats);
  }

  private static String connections(Port port) {
    String name = port.name;
    return ".%1$s_valid(%1$s_valid), .%1$s_ready(%1$s_ready), .%1$s_data(%1$s_data), "
        .formatted(name);
  }

  private static String input(Port port) {
    return """
          reg %1$s_valid = 0, %1$s_fired;
          wire %1$s_ready;
          reg [%2$d:0] %1$s_data, %1$s_words[0:%3$d];
          integer %1$s_count = 0;
          initial $readmemh("%1$s.txt", %1$s_words);
          always @(posedge clock) if (!reset) begin
            %1$s_fired = %1$s_valid && %1$s_ready;
            #1;
            if (%1$s_fired) begin %1$s_valid = 0; %1$s_data = 'bx; quiet = 0; end
            if (!%1$s_valid && %1$s_count <= %3$d && $unsigned($random(seed)) %% 100 >= stall) begin
              %1$s_valid = 1; %1$s_data = %1$s_words[%1$s_count]; %1$s_count = %1$s_count + 1;
            end
          end
        """
        .formatted(port.name, port.width - 1, port.words.size() - 1);
  }

  private static String output(Port port) {
    return """
          wire %1$s_valid;
          reg %1$s_ready = 0, %1$s_held = 0;
          wire [%2$d:0] %1$s_data;
          reg [%2$d:0] %1$s_words[0:%3$d], %1$s_old;
          integer %1$s_count = 0;
          initial $readmemh("%1$s.txt", %1$s_words);
          always @(posedge clock) if (reset) begin
            if (cycle == 0 && $time > 20 && %1$s_valid !== 0) begin errors = errors + 1; $display("%1$s valid in reset"); end
          end else begin
            if (%1$s_valid === 1'bx) begin errors = errors + 1; $display("%1$s_valid is x"); end
            if (%1$s_held && (!%1$s_valid || %1$s_data !== %1$s_old)) begin
              errors = errors + 1; $display("%1$s unstable at %%0d", %1$s_count);
            end
            %1$s_held = %1$s_valid && !%1$s_ready;
            %1$s_old = %1$s_data;
            if (%1$s_valid && %1$s_ready) begin
              if (%1$s_count > %3$d || %1$s_data !== %1$s_words[%1$s_count]) begin
                errors = errors + 1;
                if (errors < 5) $display("%1$s beat %%0d: %%h, expected %%h", %1$s_count, %1$s_data, %1$s_words[%1$s_count]);
              end
              %1$s_count = %1$s_count + 1;
              quiet = 0;
              if (%1$s_count %% %4$d == 0) $display("end %1$s %%0d", cycle);
            end
            #1 %1$s_ready = $unsigned($random(seed)) %% 100 >= stall;
          end
        """
        .formatted(
            port.name, port.width - 1, port.words.size() - 1, port.words.size() / port.frames);
  }
}
