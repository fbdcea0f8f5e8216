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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The latency and the end of every image that a plan says are those of the simulated hardware, to
 * the cycle; with {@code -Dbitwright.nightly=true} for every bundled network at all sizes.
 */
class TimingTest {
  private static final int IMAGES = 6;

  static Stream<Arguments> accelerators() {
    boolean nightly = Boolean.getBoolean("bitwright.nightly");
    return BundledNetworks.NAMES.stream()
        .flatMap(name -> Stream.of(FoldSize.values()).map(size -> Arguments.of(name, size)))
        .filter(a -> nightly || inEveryCheck((String) a.get()[0], (FoldSize) a.get()[1]));
  }

  /** One of a chain, one that waits where branches meet. */
  private static boolean inEveryCheck(String name, FoldSize size) {
    return name.equals("digits-cnn-residual") && size == FoldSize.SMALLER
        || name.equals("digits-cnn-xnor") && size == FoldSize.LARGER;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("accelerators")
  void everyImageLeavesInTheCycleThatThePlanSays(String name, FoldSize size) {
    Network network = BundledNetworks.read(name);
    AcceleratorPlan plan = AcceleratorPlan.of(network, size.folds(network), Cells.PORTABLE);
    long[] said = plan.ends(IMAGES);
    long[] simulated = simulate(plan);
    assertEquals(IMAGES, simulated.length);
    assertArrayEquals(
        simulated, said, () -> Arrays.toString(simulated) + " not " + Arrays.toString(said));
    assertEquals(plan.latency(), simulated[0]);
    assertEquals(plan.cycles(IMAGES), simulated[IMAGES - 1]);
    assertEquals(plan.cyclesPerInference(), simulated[IMAGES - 1] - simulated[IMAGES - 2]);
    long[] wrong = said.clone();
    wrong[IMAGES - 1]++;
    assertFalse(Arrays.equals(simulated, wrong));
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
