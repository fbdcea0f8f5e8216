package bitwright.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Window;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.ConcatPlan;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.WindowPlan;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.engine.Downsizer;
import bitwright.hw.engine.Fork;
import bitwright.hw.engine.StreamFifo;
import bitwright.hw.engine.StreamQueue;
import bitwright.hw.engine.Upsizer;
import bitwright.hw.engine.VectorBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of every stream block, proved for all inputs, all pauses and all times.
 *
 * <p>Widths of one and two bits suffice: where data goes does not depend on what it is, which
 * {@code CombinationalPathTest} shows of the same texts, and a block that mixes up two beats mixes
 * up two that differ in some bit. Blocks of the reference accelerators are proved as delivered, at
 * full width and depth.
 */
class StreamProofTest {

  private static final int STEPS = 3;
  private static final int CYCLES = 12;

  @TempDir Path folder;

  static Stream<Supplier<Circuit>> circuits() {
    return Stream.of(
        () -> new StreamQueue(1),
        () -> new StreamQueue(2),
        () -> new StreamFifo(1, 2),
        () -> new StreamFifo(2, 3),
        () -> new StreamFifo(1, 8),
        () -> new StreamFifo(2, 20),
        () -> new Fork(2, 2),
        () -> new Fork(1, 3),
        () -> new Upsizer(2, 2),
        () -> new Upsizer(2, 3),
        () -> new Upsizer(1, 4),
        () -> new Downsizer(2, 2),
        () -> new Downsizer(2, 3),
        () -> new Downsizer(1, 4),
        () -> new VectorBuffer(2, 1, 1),
        () -> new VectorBuffer(2, 1, 3),
        () -> new VectorBuffer(2, 3, 1),
        () -> new VectorBuffer(1, 3, 2),
        () -> new VectorBuffer(1, 4, 3));
  }

  @ParameterizedTest
  @MethodSource("circuits")
  void holdsAtNarrowWidths(Supplier<Circuit> circuit) {
    prove(StreamBlock.of(circuit));
  }

  @Test
  void holdsWhereMapsAreJoined() {
    prove(StreamBlock.concat(2, 1, 2));
    prove(StreamBlock.concat(1, 3, 3));
    prove(StreamBlock.concat(1, 1, 2, 1));
  }

  /** Small shapes; larger ones with {@code -Dbitwright.nightly=true}. */
  static Stream<WindowPlan> windows() {
    Stream<WindowPlan> small =
        Stream.of(
            window(new MapShape(1, 3, 4), Window.square(2, 1, 0), 1, 2),
            window(new MapShape(1, 2, 2), Window.square(3, 1, 1), 1, 2),
            window(new MapShape(1, 2, 2), Window.square(2, 1, 1), 1, 3),
            window(new MapShape(2, 2, 3), new Window(2, 2, 1, 2, 0, 1, 1, 0, 1, 1), 2, 2),
            window(new MapShape(1, 1, 7), new Window(1, 3, 1, 2, 0, 1, 0, 1, 1, 2), 1, 2));
    Stream<WindowPlan> large =
        Stream.of(
            window(new MapShape(1, 4, 4), Window.square(2, 2, 0), 1, 2),
            window(new MapShape(1, 3, 3), Window.square(3, 1, 1), 1, 2),
            window(new MapShape(1, 3, 3), Window.square(2, 1, 1), 1, 3));
    return Boolean.getBoolean("bitwright.nightly") ? Stream.concat(small, large) : small;
  }

  private static WindowPlan window(MapShape map, Window window, int groups, int outBits) {
    int pad = 1 << (outBits - 1);
    int pace = window.positions() * map.channels();
    return new WindowPlan("map", map, window, groups, 1, 2, outBits, pad, pace);
  }

  @ParameterizedTest
  @MethodSource("windows")
  void holdsForSlidingWindows(WindowPlan plan) {
    prove(LineBuffers.window(plan));
  }

  @Test
  void unitsGiveAsManyResultsAsTheyAreOwed() {
    int units = 0;
    for (Network network : List.of(SmallNetworks.residual(), SmallNetworks.dense())) {
      AcceleratorPlan plan = AcceleratorPlan.of(network, Folding.balanced(network, 80));
      for (LayerPlan layer : plan.layers()) {
        boolean last = network.name().equals("residual") && layer instanceof MatrixPlan;
        if (!(layer instanceof ConcatPlan) && !last) {
          prove(Units.of(layer));
          units++;
        }
      }
    }
    assertEquals(5 + 2, units);
  }

  static Stream<Path> designs() throws IOException {
    return ReferenceDesigns.folders();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void holdsForEveryBlockOfAReferenceDesign(Path design) throws IOException {
    SortedMap<String, String> modules = ReferenceDesigns.modules(design);
    List<String> blocks = modules.keySet().stream().filter(Bindings::exist).toList();
    assertTrue(blocks.size() >= 4, blocks.toString());
    for (String block : blocks) {
      SortedMap<String, String> texts = new TreeMap<>();
      texts.put(block, modules.get(block));
      if (modules.get(block).contains("BitwrightRam")) {
        texts.put("BitwrightRam", modules.get("BitwrightRam"));
      }
      prove(StreamBlock.of(block, texts));
    }
  }

  @Test
  void theMemoryReadsWhatWasWritten() {
    prove(StreamBlock.memory());
  }

  private void prove(StreamBlock block) {
    Induction.Proved proved = Induction.prove(block, STEPS, folder);
    assertTrue(proved.properties() >= Induction.rules(block).size(), proved.toString());
    System.out.printf(
        "Proved: %s, %d properties by induction with k = %d%n",
        block, proved.properties(), proved.steps());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void thePinsOfAReferenceDesignKeepTheRules(Path design) throws IOException {
    prove(ReferenceDesigns.accelerator(design));
  }

  @Test
  void thePinsOfAResidualNetworkKeepTheRules() throws IOException {
    prove(ReferenceDesigns.accelerator(SmallNetworks.residual(), 600));
  }

  @Test
  void everyRuleOfThePinsIsBrokenBySomeFault() throws IOException {
    everyRuleIsBrokenBySomeFault(
        PlantedBugs.accelerator(ReferenceDesigns.accelerator(SmallNetworks.sums(), 2)));
  }

  static Stream<PlantedBugs> faulty() {
    return PlantedBugs.all();
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void everyRuleIsBrokenBySomeFault(PlantedBugs faults) throws IOException {
    StreamBlock block = faults.block();
    Set<String> refuted = new TreeSet<>();
    for (PlantedBug bug : faults.bugs()) {
      Path place = Files.createDirectory(folder.resolve("bug" + bug.what().hashCode()));
      int cycle = Induction.refute(block, bug, CYCLES, place);
      refuted.add(bug.rule());
      System.out.printf(
          "Refuted: %s where %s: rule %s broken in cycle %d%n",
          block, bug.what(), bug.rule(), cycle);
    }
    assertEquals(Induction.rules(block), refuted, "rules and the faults that break them");
  }
}
