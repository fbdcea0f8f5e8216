package bitwright.arith.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.fabric.FabricTools;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistVerilog;
import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.heap.DotProductSpec.Accumulation;
import bitwright.arith.plan.Cells;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeanHeapTest {
  @TempDir Path folder;

  /** The limits are those of the bit heap sketched before: AND gates, counters, final adder. */
  @ParameterizedTest
  @CsvSource({
    "2, 16, 141",
    "3, 16, 262",
    "4, 16, 426",
    "8, 16, 1603",
    "1, 64, 78",
    "1, 128, 156",
    "1, 256, 308"
  })
  void yosysCountsAtLeastAThirdLessThanTheLimit(int bits, int terms, int limit) throws Exception {
    DotProductSpec spec =
        bits == 1
            ? new DotProductSpec(
                new BipolarFormat(1),
                new BipolarFormat(1),
                terms,
                Integer.SIZE - Integer.numberOfLeadingZeros(terms),
                Accumulation.NONE,
                0)
            : new DotProductSpec(
                IntegerFormat.signed(bits),
                IntegerFormat.signed(bits),
                terms,
                32,
                Accumulation.RESETTABLE,
                0);
    DotProductNetlist built = DotProductNetlist.of(spec);
    DotProductCheck.assertExact(spec, bits);
    Netlist netlist = built.netlist();
    String verilog = NetlistVerilog.print(netlist, "dot", Cells.LUT6_CARRY4);
    TreeMap<String, Integer> counts = FabricTools.yosys(folder, verilog, "dot", "xc7");
    assertEquals(netlist.luts(), FabricTools.luts(counts), counts::toString);
    assertEquals(netlist.ffs(), counts.getOrDefault("FDRE", 0), counts::toString);
    assertEquals(netlist.carries(4), counts.getOrDefault("CARRY4", 0), counts::toString);
    assertTrue(3 * netlist.luts() <= 2 * limit, netlist.luts() + " of " + limit);
  }
}
