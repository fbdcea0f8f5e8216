package bitwright.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.network.DepthToSpaceLayer.Order;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.network.Window;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.hw.support.Bench;
import bitwright.hw.support.GraphBuilder;
import bitwright.hw.support.Networks;
import bitwright.hw.support.RandomGraph;
import bitwright.hw.support.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Accelerators of convolutional networks: exact, clean, and as fast as their slowest layer. */
class GraphTest {

  private static final int IMAGES = 8;
  private static final Optional<Format> SUMS = Optional.empty();

  @TempDir Path folder;

  private static Format of(String name) {
    return FormatNames.parse(name);
  }

  private static Optional<Format> to(String name) {
    return Optional.of(of(name));
  }

  private enum Shape {
    LENET(
        (random, f) -> {
          var g = new GraphBuilder(random, new MapShape(1, 10, 10), f[1]);
          int a = g.conv(Node.INPUT, Window.square(3, 1, 1), 1, 4, f[0], Optional.of(f[1]));
          int b = g.max(a, Window.square(2, 2, 0));
          int c = g.conv(b, Window.square(3, 1, 0), 1, 6, f[0], Optional.of(f[1]));
          int d = g.dense(c, 8, f[0], Optional.of(f[1]));
          g.dense(d, 4, f[0], SUMS);
          return g.network("lenet");
        }),
    DEPTHWISE(
        (random, f) -> {
          var g = new GraphBuilder(random, new MapShape(4, 8, 7), f[1]);
          int a = g.conv(Node.INPUT, Window.square(3, 2, 1), 4, 8, f[0], Optional.of(f[1]));
          int b = g.conv(a, Window.square(1, 1, 0), 1, 6, f[0], Optional.of(f[1]));
          int c = g.conv(b, Window.square(3, 1, 1), 6, 6, f[0], Optional.of(f[1]));
          int d = g.average(c, Window.whole(g.shape(c)), f[1]);
          g.dense(d, 5, f[0], Optional.of(f[1]));
          return g.network("depthwise");
        }),
    RESIDUAL(
        (random, f) -> {
          var g = new GraphBuilder(random, new MapShape(3, 8, 8), f[1]);
          int a = g.conv(Node.INPUT, Window.square(3, 1, 1), 1, 4, f[0], Optional.of(f[1]));
          int b = g.conv(a, Window.square(3, 1, 1), 1, 4, f[0], Optional.of(f[1]));
          int c = g.conv(b, Window.square(3, 1, 1), 2, 4, f[0], Optional.of(f[1]));
          int d = g.sum(f[1], c, a);
          int e = g.conv(d, Window.square(1, 2, 0), 1, 4, f[0], Optional.of(f[1]));
          int h = g.average(d, Window.square(2, 2, 0), f[1]);
          int i = g.sum(f[1], e, h);
          g.sum(f[1], i);
          return g.network("residual");
        }),
    BRANCHES(
        (random, f) -> {
          var g = new GraphBuilder(random, new MapShape(4, 6, 6), f[1]);
          int a = g.conv(Node.INPUT, Window.square(3, 1, 1), 1, 4, f[0], Optional.of(f[1]));
          int b = g.max(Node.INPUT, Window.square(1, 1, 0));
          int c = g.concat(a, b);
          int d = g.depthToSpace(c, 2, Order.DCR);
          int e = g.max(c, Window.square(2, 2, 0));
          int h = g.upsample(e, 4, 4);
          int i = g.concat(d, h, d);
          g.conv(i, Window.square(2, 2, 0), 2, 4, f[0], SUMS);
          return g.network("branches");
        });

    private final BiFunction<Networks, Format[], Network> builder;

    Shape(BiFunction<Networks, Format[], Network> builder) {
      this.builder = builder;
    }
  }

  @ParameterizedTest(name = "{0}: {1} × {2}, seed {3}, {4} cycles")
  @CsvSource({
    "LENET, int4, uint4, 1, 2000",
    "LENET, bipolar1, bipolar1, 2, 4000",
    "LENET, e2m1, e3m2, 3, 2000",
    "LENET, pot3, uint4, 4, 300",
    "DEPTHWISE, int4, int4, 5, 2000",
    "DEPTHWISE, ternary, bipolar2, 6, 5000",
    "DEPTHWISE, e2m1, e3m2, 11, 300",
    "RESIDUAL, int4, uint4, 7, 3000",
    "RESIDUAL, pot3, pot4, 8, 3000",
    "BRANCHES, int3, uint3, 9, 3000",
    "BRANCHES, bipolar1, bipolar1, 10, 500"
  })
  void graphsAreExactAndAsFastAsTheirSlowestLayer(
      Shape shape, String weights, String activations, long seed, int cycles) throws IOException {
    Networks random = new Networks(seed);
    Network network = shape.builder.apply(random, new Format[] {of(weights), of(activations)});
    AcceleratorPlan plan = GraphBuilder.plan(random, network, cycles);
    Accelerator accelerator = Generator.generate(plan);
    int[] codes = random.codes(of(activations), network.inputMap().elements() * IMAGES);
    int beats = IMAGES * plan.outputBeats();

    String report = Bench.simulate(accelerator, folder.resolve("a"), codes, IMAGES, 0);
    assertTrue(report.startsWith("PASS beats=" + beats + " "), plan + "\n" + report);
    List<Integer> intervals = Bench.intervals(folder.resolve("a"));
    assertEquals(plan.cyclesPerInference(), intervals.get(IMAGES - 2), plan + "\n" + intervals);
    report = Bench.again(folder.resolve("a"), 50);
    assertTrue(report.startsWith("PASS beats=" + beats + " "), plan + "\n" + report);
    lint(accelerator);
  }

  @Test
  void channelsOfADepthwiseConvolutionGoSideBySide() {
    Networks random = new Networks(11);
    Network network = Shape.DEPTHWISE.builder.apply(random, new Format[] {of("e2m1"), of("e3m2")});
    AcceleratorPlan plan = GraphBuilder.plan(random, network, 300);
    assertTrue(plan.matrix(2).sideBySide(), plan::toString);
    assertEquals(plan.matrix(2).fold().pe(), plan.layers().get(2).inputs().get(0).elements());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomGraphsAreExactAndAsFastAsTheirSlowestLayer(long seed) throws IOException {
    Networks random = new Networks(seed);
    Format weights = of(random.pick("int4", "ternary", "bipolar1", "e2m1", "pot3"));
    Format activations = of(random.pick("uint4", "int3", "bipolar1", "e2m1", "pot4"));
    Network network = RandomGraph.of("graph", random, weights, activations, random.number(3, 9));
    AcceleratorPlan plan = GraphBuilder.plan(random, network, random.number(200, 3000));
    Accelerator accelerator = Generator.generate(plan);
    int[] codes = random.codes(activations, network.inputMap().elements() * IMAGES);
    String pass = "PASS beats=%d ".formatted(IMAGES * plan.outputBeats());
    String what = "seed %d: %s".formatted(seed, plan);
    String report = Bench.simulate(accelerator, folder.resolve("a"), codes, IMAGES, 0);
    assertTrue(report.startsWith(pass), () -> what + "\n" + report);
    List<Integer> intervals = Bench.intervals(folder.resolve("a"));
    assertEquals(plan.cyclesPerInference(), intervals.get(IMAGES - 2), what + intervals);
    int flow = intervals.stream().mapToInt(i -> i).sum();
    int latency = Integer.parseInt(report.replaceFirst("(?s).*cycles=(\\d+).*", "$1")) - flow;
    assertEquals(plan.latency(), latency, what);
    String stalled = Bench.again(folder.resolve("a"), 60);
    assertTrue(stalled.startsWith(pass), () -> what + "\n" + stalled);
  }

  private static LongStream seeds() {
    return LongStream.range(200, 200 + (Boolean.getBoolean("bitwright.nightly") ? 60 : 6));
  }

  private void lint(Accelerator accelerator) throws IOException {
    Path target = folder.resolve("lint");
    accelerator.writeTo(target);
    String top = accelerator.top();
    Tool verilator =
        Tool.run(
            target, "verilator", "--lint-only", "-Wall", "--top-module", top, "-f", top + ".f");
    assertEquals("", verilator.output());
    String sources =
        new String(accelerator.files().get(top + ".f"), StandardCharsets.US_ASCII)
            .replace('\n', ' ');
    String script =
        "read_verilog -sv " + sources + "; hierarchy -check -top " + top + "; proc; check -assert";
    Tool yosys = Tool.run(target, "yosys", "-q", "-p", script);
    assertEquals("0", yosys.exit() + yosys.output());
  }
}
