package bitwright.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Folding;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.sim.CoSimulation;
import bitwright.sim.SimulationOptions;
import bitwright.sim.VerificationReport;
import bitwright.sim.stream.StreamRule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A million beats through the pins of an accelerator, with random pauses on both sides: none is
 * lost, none is wrong, no rule is broken, and nothing comes to a standstill. Every stream inside is
 * watched too, and the bench gives up where nothing moves for eight initiation intervals and more.
 */
class LongRunTest {

  private static final int BEATS = 1_000_000;
  private static final long SEED = 20261122;

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of((Supplier<Network>) SmallNetworks::dense, 12, 0.5),
        Arguments.of((Supplier<Network>) SmallNetworks::residual, 600, 0.5));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aMillionBeatsPass(Supplier<Network> small, int cycles, double stall) {
    Network network = small.get();
    AcceleratorPlan plan = AcceleratorPlan.of(network, Folding.balanced(network, cycles));
    int beats = plan.inputBeats() + plan.outputBeats();
    int images = (BEATS + beats - 1) / beats;
    VerificationReport report = run(Generator.generate(plan), images, stall);
    assertTrue(report.passed(), () -> report.violation() + " " + report.divergence());
    assertEquals(images, report.vectors());
    assertTrue((long) images * beats >= BEATS);
    System.out.printf(
        "%s: %d images, %d beats at the pins, %d cycles, stall %.2f, seed %d, %.1f s%n",
        network.name(),
        images,
        (long) images * beats,
        report.simulatedCycles(),
        stall,
        SEED,
        report.seconds());
  }

  @Test
  void aQueueTooShallowBetweenBranchesIsADeadlock() {
    Network network = SmallNetworks.residual();
    AcceleratorPlan plan = AcceleratorPlan.of(network, Folding.balanced(network, 600));
    Accelerator right = Generator.generate(plan);
    SortedMap<String, byte[]> files = new TreeMap<>(right.files());
    int changed = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().startsWith("rtl/StreamFifo_")) {
        String text = new String(file.getValue(), StandardCharsets.UTF_8);
        String shallow = text.replaceFirst("(?<full>\\? stored == \\d+'h)[0-9A-F]+", "${full}1");
        assertNotEquals(text, shallow);
        file.setValue(shallow.getBytes(StandardCharsets.UTF_8));
        changed++;
      }
    }
    assertTrue(changed > 0);
    Accelerator shallow = new Accelerator(plan, right.top(), files, right.taps());
    VerificationReport report = run(shallow, 20, 0.5);
    assertEquals(StreamRule.DEADLOCK, report.violation().orElseThrow().rule());
  }

  private static VerificationReport run(Accelerator accelerator, int images, double stall) {
    Network network = accelerator.plan().network();
    int width = network.inputMap().elements();
    Format format = network.input().format();
    int[] codes = new Random(SEED).ints((long) images * width, 0, format.codes()).toArray();
    Evaluation golden =
        new GoldenModel(network).evaluate(new CodeMatrix(format, images, width, codes));
    return CoSimulation.verify(
        accelerator, golden, SimulationOptions.DEFAULT.withStall(stall, SEED));
  }
}
