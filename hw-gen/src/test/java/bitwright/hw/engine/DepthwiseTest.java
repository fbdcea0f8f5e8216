package bitwright.hw.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.network.Window;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.ConvPlan;
import bitwright.arith.plan.Fold;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.hw.support.Bench;
import bitwright.hw.support.GraphBuilder;
import bitwright.hw.support.Networks;
import bitwright.hw.support.StreamBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Depthwise convolutions alone, of random shapes: exact, clean, and in step with their formula. */
class DepthwiseTest {

  private static final int IMAGES = 4;

  @TempDir Path folder;

  private static Window window(Networks random, boolean bordered) {
    int kernelHeight = random.number(1, 4);
    int kernelWidth = random.number(1, 4);
    return new Window(
        kernelHeight,
        kernelWidth,
        random.number(1, 2),
        random.number(1, 2),
        bordered ? random.number(0, kernelHeight - 1) : 0,
        bordered ? random.number(0, kernelWidth - 1) : 0,
        bordered ? random.number(0, kernelHeight - 1) : 0,
        bordered ? random.number(0, kernelWidth - 1) : 0,
        random.number(1, 2),
        random.number(1, 2));
  }

  @ParameterizedTest(name = "{0} × {1} to {2}, PE {3} of {4}, border {5}, seed {6}")
  @CsvSource({
    "int4, uint4, uint4, 2, 6, true, 1",
    "int8, uint8, '', 1, 3, false, 2",
    "bipolar1, bipolar1, bipolar1, 4, 8, false, 3",
    "bipolar1, bipolar1, bipolar1, 2, 4, true, 4",
    "bipolar1, bipolar1, '', 3, 3, false, 5",
    "e2m1, e3m2, e3m2, 2, 4, true, 6",
    "pot3, uint4, int5, 5, 5, true, 7",
    "ternary, int4, int4, 1, 4, true, 8",
    "pot4, pot4, uint3, 2, 4, true, 9",
    "int3, int8n, '', 4, 4, true, 10"
  })
  void aDepthwiseLayerIsExactAndKeepsItsPace(
      String weights, String map, String output, int pe, int channels, boolean bordered, long seed)
      throws IOException {
    Networks random = new Networks(seed);
    MapShape shape = new MapShape(channels, random.number(7, 10), random.number(7, 10));
    GraphBuilder graph = new GraphBuilder(random, shape, FormatNames.parse(map));
    Optional<Format> to = Optional.of(output).filter(o -> !o.isEmpty()).map(FormatNames::parse);
    Window window = window(random, bordered);
    graph.conv(Node.INPUT, window, channels, channels, FormatNames.parse(weights), to);
    check(graph.network("single"), random, pe);
  }

  @ParameterizedTest(name = "{0} of {1} channels by 1 × 1")
  @CsvSource({"1, 4", "4, 4"})
  void aFilterOfOneWeightIsExact(int pe, int channels) throws IOException {
    Networks random = new Networks(pe);
    Format format = FormatNames.parse("int4");
    GraphBuilder graph = new GraphBuilder(random, new MapShape(channels, 5, 6), format);
    Window window = Window.square(1, 1, 0);
    graph.conv(Node.INPUT, window, channels, channels, format, Optional.of(format));
    check(graph.network("single"), random, pe);
  }

  private void check(Network network, Networks random, int pe) throws IOException {
    AcceleratorPlan plan = AcceleratorPlan.of(network, List.of(new Fold(pe, 1)));
    ConvPlan unit = assertInstanceOf(ConvPlan.class, plan.last());
    MapShape map = network.inputMap();
    int results = unit.output().beats();
    assertEquals(
        Math.max(map.elements() / pe, results * unit.layer().patches().window().positions()),
        plan.cyclesPerInference());
    Accelerator accelerator = Generator.generate(plan);
    int[] codes = random.codes(network.input().format(), map.elements() * IMAGES);
    String pass = "PASS beats=" + IMAGES * results + " ";
    String report = Bench.simulate(accelerator, folder.resolve("free"), codes, IMAGES, 0);
    assertEquals(pass + "cycles=%d\n".formatted(plan.cycles(IMAGES)), report, plan.toString());
    List<Integer> intervals = Bench.intervals(folder.resolve("free"));
    assertEquals(plan.cyclesPerInference(), intervals.get(IMAGES - 2), plan + "\n" + intervals);
    report = Bench.again(folder.resolve("free"), 50);
    assertTrue(report.startsWith(pass), plan + "\n" + report);
    Path rtl = folder.resolve("free/package/rtl");
    assertEquals("", StreamBench.lint(rtl, accelerator.top()));
  }
}
