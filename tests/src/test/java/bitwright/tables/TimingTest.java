package bitwright.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Levels;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Cells;
import bitwright.hw.Generator;
import bitwright.sim.stream.BeatLayout;
import bitwright.sim.stream.Progress;
import bitwright.sim.stream.Recording;
import bitwright.sim.stream.Stimulus;
import bitwright.sim.verilator.VerilatorBench;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The latency and the end of every image that a plan says are those of the simulated hardware, to
 * the cycle; with {@code -Dbitwright.nightly=true} for every bundled network at all sizes, portable
 * and of native cells.
 */
class TimingTest {
  private static final int IMAGES = 6;

  private record Choice(String network, FoldSize size, Cells cells) {}

  static Stream<Arguments> accelerators() {
    Stream<Choice> all =
        BundledNetworks.NAMES.stream()
            .flatMap(
                name ->
                    Stream.of(FoldSize.values())
                        .flatMap(
                            size ->
                                Stream.of(Cells.PORTABLE, Cells.LUT6_CARRY4)
                                    .map(cells -> new Choice(name, size, cells))));
    // One that waits where branches meet, a chain of native cells.
    List<Choice> few =
        List.of(
            new Choice("digits-cnn-residual", FoldSize.SMALLER, Cells.PORTABLE),
            new Choice("digits-int4", FoldSize.DEFAULT, Cells.LUT6_CARRY4));
    return all.filter(c -> Boolean.getBoolean("bitwright.nightly") || few.contains(c))
        .map(c -> Arguments.of(c.network, c.size, c.cells));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("accelerators")
  void everyImageLeavesInTheCycleThatThePlanSays(String name, FoldSize size, Cells cells) {
    Network network = BundledNetworks.read(name);
    AcceleratorPlan plan = AcceleratorPlan.of(network, size.folds(network), cells);
    long[] said = plan.ends(IMAGES);
    long[] simulated = simulate(plan);
    assertEquals(IMAGES, simulated.length);
    assertArrayEquals(
        simulated, said, () -> Arrays.toString(simulated) + " not " + Arrays.toString(said));
    assertEquals(plan.latency(), simulated[0]);
    assertEquals(plan.cycles(IMAGES), simulated[IMAGES - 1]);
    assertEquals(plan.cyclesPerInference(), simulated[IMAGES - 1] - simulated[IMAGES - 2]);
  }

  @Test
  void anotherPipelineIsSeen() {
    Network network = BundledNetworks.read("digits-int4");
    AcceleratorPlan plan = AcceleratorPlan.balanced(network);
    AcceleratorPlan other =
        AcceleratorPlan.of(network, FoldSize.LARGER.folds(network), Cells.PORTABLE);
    assertFalse(Arrays.equals(plan.ends(IMAGES), other.ends(IMAGES)));
    assertEquals(2733, plan.latency());
  }

  /** For every image the cycles from the first beat of all to its last one. */
  static long[] simulate(AcceleratorPlan plan) {
    Network network = plan.network();
    Levels levels = network.input().format().levels();
    int features = network.input().features();
    int[] codes =
        new Random(1).ints((long) IMAGES * features, 0, levels.count()).map(levels::code).toArray();
    CodeMatrix images = new CodeMatrix(network.input().format(), IMAGES, features, codes);
    var input = plan.input();
    BeatLayout layout = new BeatLayout(input.beats(), input.elements(), input.elementBits());
    Recording recording =
        new VerilatorBench(Generator.generate(plan), Progress.NONE)
            .run(Stimulus.of(layout, images, 0, 1), Progress.NONE);
    assertEquals(List.of(), recording.violation().stream().toList());
    long first = recording.input().firstCycles()[0];
    return Arrays.stream(recording.last().lastCycles()).map(end -> end - first + 1).toArray();
  }
}
