package bitwright.cost.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Resources;
import bitwright.cost.synthesis.Yosys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The formulas of the primitives against Yosys; fails, naming the tool, where it is missing. */
class PrimitiveSynthesisTest {
  private static final int DESIGNS = 28;

  private static List<Design> designs;
  private static Map<String, Resources> synthesized;

  @BeforeAll
  static void synthesize(@TempDir Path folder) throws IOException {
    designs = Designs.all();
    for (Design design : designs) {
      Files.writeString(folder.resolve(design.name() + ".sv"), design.verilog());
    }
    synthesized =
        Yosys.installed().synthesizeEach(folder, designs.stream().map(Design::name).toList());
  }

  @Test
  void everyPrimitiveCostsWhatItsFormulaSays() {
    assertEquals(DESIGNS, synthesized.size());
    assertEquals(List.of(), differences(designs));
  }

  @Test
  void aFormulaThatIsHalfAsMuchAgainIsNoticed() {
    List<Design> wrong =
        designs.stream()
            .filter(d -> d.estimate().lut() > 2)
            .map(d -> withLuts(d, d.estimate().lut() * 3 / 2))
            .toList();
    assertTrue(wrong.size() >= 15, "only " + wrong.size() + " designs with LUTs");
    assertEquals(wrong.size(), differences(wrong).size());
  }

  @Test
  void aBlockMemoryTooManyIsNoticed() {
    Design rom = designs.get(DESIGNS - 1);
    Resources more = rom.estimate().plus(Resources.blockRams(1));
    Design wrong = new Design(rom.name(), rom.ports(), rom.body(), more, rom.lutSlack());
    assertFalse(wrong.difference(synthesized.get(rom.name())).isEmpty());
  }

  private static Design withLuts(Design d, int luts) {
    Resources r = d.estimate();
    Resources more = new Resources(luts, r.ff(), r.carry(), r.bram18(), r.dsp());
    return new Design(d.name(), d.ports(), d.body(), more, 0);
  }

  private static List<String> differences(List<Design> designs) {
    return designs.stream()
        .map(d -> d.difference(synthesized.get(d.name())))
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
