package bitwright.cost.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.WithZeroFormat;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.MemoryKind;
import bitwright.arith.plan.Multipliers;
import bitwright.cost.CostException;
import bitwright.cost.Family;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.primitive.HugeRam;
import bitwright.cost.primitive.Product;
import bitwright.cost.primitive.Rom;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What has no formula is an error that names it, never nothing. */
class NoFormulaTest {

  private static Resources cost(Family family, Cells cells, Multipliers multipliers) {
    Format int4 = FormatNames.parse("int4");
    int[] codes = new int[8 * 16];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = i * 7 % 16;
    }
    DenseLayer layer =
        new DenseLayer("dense1", new WeightMatrix(int4, 8, 16, codes), int4, Optional.empty());
    Implementation made = new Implementation(cells, multipliers, MemoryKind.AUTO);
    MatrixPlan plan = new MatrixPlan(layer, new Fold(4, 4), made);
    return UnitCosts.matrix(Technology.uncorrected(family), plan);
  }

  private static void refused(String sentence, Executable formula) {
    assertEquals(sentence, assertThrows(CostException.class, formula).getMessage());
  }

  @Test
  void everyFamilyPricesWhatItHas() {
    for (Family family : Family.values()) {
      assertTrue(cost(family, Cells.PORTABLE, Multipliers.LUT).lut() > 100, family.title());
      if (family.xilinx()) {
        Resources cells = cost(family, family.cells(), Multipliers.LUT);
        assertTrue(cells.lut() > 100 && cells.carry() > 0, family.title());
        assertEquals(4, cost(family, Cells.PORTABLE, Multipliers.DSP).dsp());
      }
    }
  }

  @Test
  void cellsOfAnotherFamilyAreRefused() {
    refused(
        "layer dense1 is made of lut6_carry8, which devices of the 7-series family do not have; choose portable or lut6_carry4",
        () -> cost(Family.XC7, Cells.LUT6_CARRY8, Multipliers.LUT));
    refused(
        "layer dense1 is made of lut6_carry4, which devices of the iCE40 family do not have; choose portable",
        () -> cost(Family.ICE40, Cells.LUT6_CARRY4, Multipliers.LUT));
  }

  @Test
  void multipliersThatAFamilyDoesNotUseAreRefused() {
    refused(
        "layer dense1 multiplies in DSP slices (dsp), for which there is no cost formula on iCE40; choose lut",
        () -> cost(Family.ICE40, Cells.PORTABLE, Multipliers.DSP));
  }

  @Test
  void memoriesThatAFamilyDoesNotHaveAreRefused() {
    refused(
        "devices of the 7-series family have no UltraRAM for a memory of 4096 × 72 bits; keep it in LUTs or block memory",
        () -> HugeRam.of(Family.XC7, 4096, 72));
    assertEquals(2, HugeRam.of(Family.XCUP, 4096, 73).uram());
    assertEquals(4, HugeRam.of(Family.ICE40, 16385, 32).spram());
    refused(
        "there is no cost formula for a read-only memory in UltraRAM, which cannot be filled",
        () -> new Rom(Family.XCUP, List.of(BigInteger.ONE, BigInteger.TWO), MemoryKind.ULTRA));
  }

  @Test
  void operandsWithoutAFormulaAreRefused() {
    Format bordered = new WithZeroFormat(FormatNames.parse("bipolar4"));
    CostException e =
        assertThrows(
            CostException.class, () -> Product.of(Family.XC7, bordered, FormatNames.parse("int4")));
    assertEquals(
        "there is no cost formula for operands of format " + bordered.name(), e.getMessage());
  }
}
