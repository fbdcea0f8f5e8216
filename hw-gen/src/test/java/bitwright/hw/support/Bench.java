package bitwright.hw.support;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.hw.Accelerator;
import bitwright.hw.engine.AcceleratorTop;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A quick Icarus test bench for one accelerator: drives random images with random stalls on both
 * sides, and checks every output beat and every {@code tlast} against the golden model, and that
 * valid beats stay stable.
 */
public final class Bench {

  private static final String ENDS = "ends.txt";

  private Bench() {}

  /**
   * Simulates and returns what the bench printed: {@code PASS beats=… cycles=…} if all is right.
   *
   * @param stall percentage of cycles in which each side pauses
   */
  public static String simulate(
      Accelerator accelerator, Path folder, int[] codes, int vectors, int stall)
      throws IOException {
    AcceleratorPlan plan = accelerator.plan();
    Network network = plan.network();
    LayerPlan last = plan.last();
    CodeMatrix inputs =
        new CodeMatrix(network.input().format(), vectors, network.inputMap().elements(), codes);
    Evaluation golden = new GoldenModel(plan.network()).evaluate(inputs);
    accelerator.writeTo(folder.resolve("package"));
    Path work = folder.resolve("package/rtl");
    StringBuilder in = new StringBuilder();
    for (int v = 0; v < vectors; v++) {
      for (int b = 0; b < plan.inputBeats(); b++) {
        BigInteger word = BigInteger.ZERO;
        for (int e = plan.inputElements() - 1; e >= 0; e--) {
          int code = inputs.code(v, b * plan.inputElements() + e);
          word = word.shiftLeft(plan.input().elementBits()).or(BigInteger.valueOf(code));
        }
        in.append(word.toString(16)).append('\n');
      }
    }
    StringBuilder out = new StringBuilder();
    for (int v = 0; v < vectors; v++) {
      for (int b = 0; b < plan.outputBeats(); b++) {
        BigInteger word = BigInteger.ZERO;
        for (int e = plan.outputElements() - 1; e >= 0; e--) {
          int channel = b * plan.outputElements() + e;
          BigInteger value =
              plan.network().emitsAccumulators()
                  ? golden.lastAccumulators().get(v, channel)
                  : BigInteger.valueOf(
                      golden.layerCodes().get(plan.layers().size() - 1).code(v, channel));
          word =
              word.shiftLeft(last.outputBits())
                  .or(value.mod(BigInteger.ONE.shiftLeft(last.outputBits())));
        }
        out.append(word.toString(16)).append('\n');
      }
    }
    Files.writeString(work.resolve("in.txt"), in);
    Files.writeString(work.resolve("out.txt"), out);
    Files.writeString(folder.resolve("bench.sv"), bench(accelerator, vectors));
    String sources =
        accelerator.files().keySet().stream()
            .filter(f -> f.endsWith(".sv"))
            .map(f -> "package/" + f)
            .reduce((a, b) -> a + "\n" + b)
            .orElseThrow();
    Files.writeString(folder.resolve("files"), sources + "\nbench.sv\n");
    Tool compile =
        Tool.run(
            folder,
            "iverilog",
            "-g2012",
            "-Wall",
            "-Wno-timescale",
            "-s",
            "bench",
            "-o",
            "bench.vvp",
            "-c",
            "files");
    if (compile.exit() != 0 || !compile.output().isBlank()) {
      return "iverilog: " + compile.output();
    }
    return run(folder, stall);
  }

  /** The same with other pauses, in the folder of {@link #simulate}: nothing is built again. */
  public static String again(Path folder, int stall) throws IOException {
    return run(folder, stall);
  }

  private static String run(Path folder, int stall) throws IOException {
    Path work = folder.resolve("package/rtl");
    String log = Tool.run(work, "vvp", "../../bench.vvp", "+stall=" + stall).output();
    Files.writeString(folder.resolve(ENDS), lines(log, true));
    return lines(log, false);
  }

  private static String lines(String log, boolean ends) {
    StringBuilder text = new StringBuilder();
    log.lines()
        .filter(line -> line.startsWith("end ") == ends)
        .forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** Cycles between the ends of images, of the last run in a folder. */
  public static List<Integer> intervals(Path folder) throws IOException {
    List<Integer> ends =
        Files.readString(folder.resolve(ENDS))
            .lines()
            .map(line -> Integer.parseInt(line.substring(4)))
            .toList();
    return IntStream.range(1, ends.size()).mapToObj(i -> ends.get(i) - ends.get(i - 1)).toList();
  }

  private static String bench(Accelerator accelerator, int vectors) {
    AcceleratorPlan plan = accelerator.plan();
    int inBits = AcceleratorTop.dataWidth(plan.input().bits());
    int outBits = AcceleratorTop.dataWidth(plan.outputElements() * plan.last().outputBits());
    return """
        module bench;
          reg clk = 0, rstn = 0, svalid = 0, slast = 0, mready = 0;
          reg [%1$d:0] sdata = 0;
          wire sready, mvalid, mlast;
          wire [%2$d:0] mdata;
          reg [%1$d:0] in[0:%3$d];
          reg [%2$d:0] out[0:%4$d];
          integer sent = 0, got = 0, errors = 0, cycles = 0, first = 0, done = 0, stall = 0;
          reg held = 0;
          reg [%2$d:0] old;
          %5$s dut(.aclk(clk), .aresetn(rstn), .s_axis_tvalid(svalid), .s_axis_tready(sready), .s_axis_tdata(sdata),
            .s_axis_tlast(slast), .m_axis_tvalid(mvalid), .m_axis_tready(mready), .m_axis_tdata(mdata), .m_axis_tlast(mlast));
          always #5 clk = ~clk;
          initial begin
            if (!$value$plusargs("stall=%%d", stall)) $display("FAIL no stall");
            $readmemh("in.txt", in);
            $readmemh("out.txt", out);
            repeat (5) @(posedge clk);
            if (mvalid !== 0 || sready !== 0) begin errors = errors + 1; $display("active in reset"); end
            #1 rstn = 1;
          end
          always @(posedge clk) if (rstn) begin
            cycles = cycles + 1;
            if (svalid && sready) begin sent = sent + 1; if (first == 0) first = cycles; end
            if (held && (!mvalid || mdata !== old)) begin errors = errors + 1; $display("unstable at %%0d", got); end
            held = mvalid && !mready;
            old = mdata;
            if (mvalid && mready) begin
              if (mdata !== out[got] || mlast !== (got %% %6$d == %6$d - 1)) begin
                errors = errors + 1;
                if (errors < 5) $display("beat %%0d: %%h, expected %%h, last %%b", got, mdata, out[got], mlast);
              end
              got = got + 1;
              done = cycles;
              if (mlast) $display("end %%0d", cycles);
            end
            if (got == %4$d + 1) begin
              if (errors == 0) $display("PASS beats=%%0d cycles=%%0d", got, done - first + 1);
              else $display("FAIL errors=%%0d", errors);
              $finish;
            end
            if (cycles > 2000000) begin $display("FAIL timeout sent=%%0d got=%%0d", sent, got); $finish; end
            #1;
            mready = ($urandom %% 100) >= stall;
          end
          always @(posedge clk) begin
            #2;
            if (rstn) begin
              if (svalid && taken) svalid = 0;
              if (!svalid && offered <= %3$d && ($urandom %% 100) >= stall) begin
                svalid = 1; sdata = in[offered]; offered = offered + 1;
              end
              taken = 0;
            end
          end
          integer offered = 0;
          reg taken = 0;
          always @(posedge clk) if (svalid && sready) taken = 1;
        endmodule
        """
        .formatted(
            inBits - 1,
            outBits - 1,
            vectors * plan.inputBeats() - 1,
            vectors * plan.outputBeats() - 1,
            accelerator.top(),
            plan.outputBeats());
  }
}
