package bitwright.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Elaboration;
import bitwright.hw.engine.Downsizer;
import bitwright.hw.engine.Fork;
import bitwright.hw.engine.StreamFifo;
import bitwright.hw.engine.StreamQueue;
import bitwright.hw.engine.Upsizer;
import bitwright.hw.engine.VectorBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No combinational path leads from ready to valid, nor from an input to an output across a whole
 * accelerator; and where data goes does not depend on what it is.
 */
class CombinationalPathTest {

  @TempDir Path folder;

  /** Blocks, their offers, and what their readiness follows within a cycle. */
  static Stream<Arguments> blocks() {
    List<String> stream = List.of("out_valid", "out_data");
    List<String> words = List.of("available", "data");
    return Stream.of(
        block(() -> new StreamQueue(2), stream, "out_ready", Set.of()),
        block(() -> new StreamFifo(2, 3), stream, "out_ready", Set.of()),
        block(() -> new Upsizer(2, 3), stream, "out_ready", Set.of()),
        block(() -> new Downsizer(2, 3), stream, "out_ready", Set.of("out_ready")),
        block(() -> new VectorBuffer(1, 3, 2), words, "advance", Set.of()));
  }

  private static Arguments block(
      Supplier<Circuit> circuit, List<String> offers, String taker, Set<String> ready) {
    return Arguments.of(circuit, offers, taker, ready);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void whatIsOfferedDoesNotFollowReady(
      Supplier<Circuit> circuit, List<String> offers, String taker, Set<String> ready) {
    Elaboration block = Elaboration.of(circuit);
    Netlist netlist = Netlist.of(block.top(), block.modules(), folder);
    for (String offer : offers) {
      assertEquals(Set.of(), netlist.combinationalInputs(offer), offer);
    }
    assertEquals(ready, netlist.combinationalInputs("in_ready"));
    assertFalse(TwoCopies.follows(offers, taker, netlist, block.top(), block.modules(), folder));
    assertEquals(
        ready.contains(taker),
        TwoCopies.follows(
            List.of("in_ready"), taker, netlist, block.top(), block.modules(), folder));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void whereDataGoesDoesNotDependOnIt(
      Supplier<Circuit> circuit, List<String> offers, String taker, Set<String> ready) {
    Elaboration block = Elaboration.of(circuit);
    Netlist netlist = Netlist.of(block.top(), block.modules(), folder);
    Set<String> control = new TreeSet<>(netlist.inputsEver(offers.get(0)));
    control.addAll(netlist.inputsEver("in_ready"));
    assertEquals(Set.of("clock", "in_valid", "reset", taker), control);
    assertTrue(netlist.inputsEver(offers.get(1)).contains("in_data"));
  }

  @Test
  void aForkOffersWhateverTheOthersDo() {
    Elaboration fork = Elaboration.of(() -> new Fork(2, 2));
    Netlist netlist = Netlist.of(fork.top(), fork.modules(), folder);
    assertEquals(Set.of("in_valid"), netlist.combinationalInputs("out_0_valid"));
    assertEquals(Set.of("in_data"), netlist.combinationalInputs("out_1_data"));
    assertEquals(Set.of("out_0_ready", "out_1_ready"), netlist.combinationalInputs("in_ready"));
  }

  @Test
  void joinedMapsAreOfferedFromRegisters() {
    StreamBlock concat = StreamBlock.concat(2, 1, 2);
    Netlist netlist = Netlist.of(concat.top(), concat.modules(), folder);
    for (String output : List.of("out_valid", "out_data", "in_0_ready", "in_1_ready")) {
      assertEquals(Set.of(), netlist.combinationalInputs(output), output);
    }
  }

  @Test
  void aPlantedPathIsFoundByBoth() {
    Elaboration block = Elaboration.of(() -> new Upsizer(2, 3));
    SortedMap<String, String> faulty =
        new PlantedBug(
                "valid waits for ready",
                block.top(),
                "assign out_valid = full;",
                "assign out_valid = full & out_ready;",
                "")
            .in(block.modules());
    Netlist netlist = Netlist.of(block.top(), faulty, folder);
    assertEquals(Set.of("out_ready"), netlist.combinationalInputs("out_valid"));
    assertTrue(
        TwoCopies.follows(List.of("out_valid"), "out_ready", netlist, block.top(), faulty, folder));
  }

  @Test
  void nothingCrossesAResidualNetworkWithinACycle() throws IOException {
    crossesNothing(ReferenceDesigns.accelerator(SmallNetworks.residual(), 600));
  }

  static Stream<Path> designs() throws IOException {
    return ReferenceDesigns.folders();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void nothingCrossesAnAcceleratorWithinACycle(Path design) throws IOException {
    crossesNothing(ReferenceDesigns.accelerator(design));
  }

  private void crossesNothing(StreamBlock block) {
    Netlist netlist = Netlist.of(block.top(), block.modules(), folder);
    assertEquals(
        Set.of("m_axis_tdata", "m_axis_tlast", "m_axis_tvalid", "s_axis_tready"),
        netlist.outputs().keySet());
    for (String output : netlist.outputs().keySet()) {
      assertEquals(Set.of(), netlist.combinationalInputs(output), output);
    }
    assertTrue(netlist.inputsEver("m_axis_tdata").contains("s_axis_tdata"));
    assertFalse(netlist.inputsEver("m_axis_tvalid").contains("s_axis_tdata"));
    assertFalse(netlist.inputsEver("s_axis_tready").contains("s_axis_tdata"));
  }
}
