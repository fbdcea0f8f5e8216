package bitwright.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.plan.Cells;
import bitwright.arith.plan.MemoryKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our arithmetic is as lean as is promised: the netlists of all functions, three of them through
 * synthesis and beside plain Verilog; with {@code -Dbitwright.nightly=true} the whole table, the
 * least of five seeds.
 */
class LutTest {
  private static final boolean NIGHTLY = Boolean.getBoolean("bitwright.nightly");

  @Test
  void netlistsAreWithinTheirTargetsAndHalfOfThemAreClearlyBelow() {
    List<String> missed = new ArrayList<>();
    int clearly = 0;
    for (LutDesign design : LutDesigns.all()) {
      int luts = design.netlist().get().luts();
      LutRow row = new LutRow(design.name(), luts, OptionalInt.empty(), 0, 0, design.target());
      if (!row.met()) {
        missed.add(row.toString());
      }
      clearly += row.clearlyBeaten() ? 1 : 0;
    }
    assertEquals(13, LutDesigns.all().size());
    assertEquals(List.of(), missed);
    assertTrue(2 * clearly >= LutDesigns.all().size(), "only %d".formatted(clearly));
  }

  @Test
  void synthesisCountsTheNetlistAndPlainVerilogNeedsMore(@TempDir Path folder) {
    SynthesizedFiles synthesis = new SynthesizedFiles(new ResultFile(folder.resolve("luts.csv")));
    List<LutDesign> designs =
        LutDesigns.all().stream()
            .filter(d -> NIGHTLY || d.name().matches(".*(INT2|of 64 bits|E3M2|DenseShift).*"))
            .toList();
    List<LutRow> rows = Luts.rows(synthesis, NIGHTLY ? 5 : 1, 2, designs, Optional.empty());
    assertEquals(NIGHTLY ? 13 : 4, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      LutRow row = rows.get(i);
      assertEquals(designs.get(i).netlist().get().luts(), row.ours(), row::toString);
      assertTrue(row.ours() < row.combinational(), row::toString);
      assertTrue(row.ours() < row.registered(), row::toString);
    }
  }

  @Test
  void aWholeMatrixVectorUnitIsLean(@TempDir Path folder) {
    SynthesizedFiles synthesis = new SynthesizedFiles(new ResultFile(folder.resolve("unit.csv")));
    MatrixUnit unit =
        MatrixUnit.synthesize(synthesis, NIGHTLY ? 5 : 1, Cells.LUT6_CARRY4, MemoryKind.BLOCK, 128);
    assertTrue(unit.met(), unit::toString);
  }

  @Test
  void aFunctionThatNeedsMoreIsRejected() {
    assertFalse(new LutRow("f", 101, OptionalInt.empty(), 0, 0, 100).met());
    assertTrue(new LutRow("f", 100, OptionalInt.empty(), 0, 0, 100).met());
    assertFalse(new LutRow("f", 91, OptionalInt.empty(), 0, 0, 100).clearlyBeaten());
    assertTrue(new LutRow("f", 90, OptionalInt.empty(), 0, 0, 100).clearlyBeaten());
  }
}
