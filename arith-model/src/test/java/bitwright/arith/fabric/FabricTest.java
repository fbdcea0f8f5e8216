package bitwright.arith.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.plan.Cells;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FabricTest {
  private static final int SEEDS = 300;

  @TempDir Path folder;

  private static List<BigInteger> simulate(RandomNetlist r, Netlist netlist, boolean clock) {
    NetlistSimulator simulator = new NetlistSimulator(netlist);
    simulator.set("a", r.a);
    simulator.set("b", r.b);
    if (clock) {
      simulator.clock();
    } else {
      simulator.settle();
    }
    List<BigInteger> y = new ArrayList<>();
    for (int v = 0; v < 64; v++) {
      y.add(simulator.get("y", v));
    }
    return y;
  }

  @Test
  void builtNetlistsComputeWhatTheCallsSay() {
    int vectors = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      boolean registers = seed % 2 == 1;
      RandomNetlist r = new RandomNetlist(seed, 5 + seed % 40, registers);
      assertEquals(r.expected, simulate(r, r.netlist, registers), "seed " + seed);
      vectors += 64;
    }
    assertEquals(64 * SEEDS, vectors);
  }

  private static Netlist withFlippedRow(Netlist netlist, int cell, int row) {
    List<Cell> cells = new ArrayList<>(netlist.cells());
    Lut lut = (Lut) cells.get(cell);
    TruthTable table = lut.tables().get(0);
    TruthTable flipped = new TruthTable(table.inputs(), table.bits() ^ 1L << row);
    cells.set(cell, new Lut(lut.inputs(), List.of(flipped), lut.outputs()));
    return netlist.with(cells);
  }

  @Test
  void aFlippedRowIsSeen() {
    NetlistBuilder b = new NetlistBuilder();
    List<Net> x = b.input("x", 6);
    b.output("y", List.of(b.lut(TruthTable.xor(6), x)));
    Netlist right = b.build();
    for (int row = 0; row < 64; row++) {
      Netlist wrong = withFlippedRow(right, 0, row);
      int differing = 0;
      for (int value = 0; value < 64; value++) {
        differing += parity(right, value).equals(parity(wrong, value)) ? 0 : 1;
      }
      assertEquals(1, differing);
    }
  }

  private static BigInteger parity(Netlist netlist, int value) {
    NetlistSimulator simulator = new NetlistSimulator(netlist);
    simulator.set("x", BigInteger.valueOf(value));
    simulator.settle();
    return simulator.get("y", 0);
  }

  @Test
  void icarusAgreesWithTheSimulatorOnOurModelsAndOnTheLibraryOfYosys() throws Exception {
    Path vendor = FabricTools.vendorCells();
    assertTrue(Files.exists(vendor), vendor::toString);
    int vectors = 0;
    for (int seed = 1000; seed < 1006; seed++) {
      RandomNetlist r = new RandomNetlist(seed, 40, false);
      List<List<BigInteger>> rows = new ArrayList<>();
      for (int v = 0; v < 64; v++) {
        rows.add(List.of(r.a[v], r.b[v]));
      }
      Cells cells = seed % 2 == 0 ? Cells.LUT6_CARRY4 : Cells.LUT6_CARRY8;
      String verilog = NetlistVerilog.print(r.netlist, "dut", cells);
      for (Path models : new Path[] {null, vendor}) {
        List<List<BigInteger>> y =
            FabricTools.icarus(folder, verilog, "dut", r.netlist, rows, 0, models);
        assertEquals(r.expected, y.stream().map(row -> row.get(0)).toList(), "seed " + seed);
        vectors += y.size();
      }
    }
    assertEquals(6 * 2 * 64, vectors);
  }

  @Test
  void registersOfPrintedVerilogFollowTheSimulator() throws Exception {
    NetlistBuilder b = new NetlistBuilder();
    List<Net> x = b.input("x", 4);
    Net enable = b.input("enable", 1).get(0);
    Net clear = b.input("clear", 1).get(0);
    List<Net> sum = new ArrayList<>();
    List<CarryBit> bits = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sum.add(b.state());
      bits.add(i < 4 ? CarryBit.of(x.get(i), sum.get(i)) : CarryBit.of(sum.get(i)));
    }
    List<Net> next = b.chain(Net.ZERO, bits).sums();
    for (int i = 0; i < 6; i++) {
      b.connect(sum.get(i), next.get(i), enable, clear);
    }
    b.output("sum", sum);
    Netlist accumulator = b.build();
    assertEquals(4, accumulator.luts());
    assertEquals(2, accumulator.wiredPositions());
    assertEquals(6, accumulator.ffs());
    assertEquals(2, accumulator.carries(4));
    assertEquals(1, accumulator.carries(8));
    List<List<BigInteger>> rows = new ArrayList<>();
    List<BigInteger> expected = new ArrayList<>();
    NetlistSimulator simulator = new NetlistSimulator(accumulator);
    int total = 0;
    for (int i = 0; i < 100; i++) {
      int value = i * 7 % 16;
      int enabled = i % 3 == 0 ? 0 : 1;
      int cleared = i % 17 == 0 ? 1 : 0;
      total = cleared == 1 ? 0 : (total + enabled * value) % 64;
      rows.add(
          List.of(
              BigInteger.valueOf(value), BigInteger.valueOf(enabled), BigInteger.valueOf(cleared)));
      simulator.set("x", BigInteger.valueOf(value));
      simulator.set("enable", BigInteger.valueOf(enabled));
      simulator.set("clear", BigInteger.valueOf(cleared));
      simulator.clock();
      assertEquals(BigInteger.valueOf(total), simulator.get("sum", 0));
      expected.add(BigInteger.valueOf(total));
    }
    String verilog = NetlistVerilog.print(accumulator, "acc", Cells.LUT6_CARRY8);
    List<List<BigInteger>> y =
        FabricTools.icarus(folder, verilog, "acc", accumulator, rows, 1, null);
    assertEquals(expected, y.stream().map(row -> row.get(0)).toList());
    String stuck = verilog.replaceFirst("\\.CE\\(enable\\)", ".CE(1'b1)");
    assertNotEquals(verilog, stuck);
    List<List<BigInteger>> wrong =
        FabricTools.icarus(folder, stuck, "acc", accumulator, rows, 1, null);
    assertNotEquals(expected, wrong.stream().map(row -> row.get(0)).toList());
  }

  @Test
  void yosysCountsAsTheNetlistDoes() throws Exception {
    for (int seed = 2000; seed < 2004; seed++) {
      RandomNetlist r = new RandomNetlist(seed, 60, seed % 2 == 0);
      boolean plus = seed >= 2002;
      Cells cells = plus ? Cells.LUT6_CARRY8 : Cells.LUT6_CARRY4;
      String verilog = NetlistVerilog.print(r.netlist, "dut", cells);
      TreeMap<String, Integer> counts =
          FabricTools.yosys(folder, verilog, "dut", plus ? "xcup" : "xc7");
      assertEquals(r.netlist.luts(), FabricTools.luts(counts), "seed " + seed + counts);
      assertEquals(r.netlist.ffs(), counts.getOrDefault("FDRE", 0), "seed " + seed + counts);
      String carry = plus ? "CARRY8" : "CARRY4";
      assertEquals(r.netlist.carries(plus ? 8 : 4), counts.getOrDefault(carry, 0));
      assertTrue(r.netlist.luts() > 10, r.netlist::toString);
    }
  }

  @Test
  void functionsAreFoldedSharedAndPaired() {
    NetlistBuilder b = new NetlistBuilder();
    List<Net> x = b.input("x", 6);
    Net and = b.lut(TruthTable.and(2), x.get(0), x.get(1));
    assertEquals(and, b.lut(TruthTable.and(3), x.get(1), Net.ONE, x.get(0)));
    assertEquals(Net.ZERO, b.lut(TruthTable.and(2), x.get(0), Net.ZERO));
    assertEquals(x.get(3), b.lut(TruthTable.or(2), x.get(3), x.get(3)));
    assertEquals(Net.ZERO, b.lut(TruthTable.xor(2), x.get(3), x.get(3)));
    Net or = b.lut(TruthTable.or(3), x.get(2), x.get(3), x.get(4));
    b.output("y", List.of(and, or));
    Netlist pair = b.build();
    assertEquals(1, pair.luts());
    assertEquals(1, pair.levels());
    b.output("z", List.of(b.lut(TruthTable.xor(6), x)));
    assertEquals(2, b.build().luts());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    NetlistBuilder b = new NetlistBuilder();
    List<Net> x = b.input("x", 6);
    CarryBit bit = new CarryBit(x, TruthTable.xor(6), TruthTable.and(6));
    assertThrows(IllegalArgumentException.class, () -> b.chain(Net.ZERO, List.of(bit)));
    assertThrows(IllegalArgumentException.class, () -> b.lut(TruthTable.and(2), x));
    assertThrows(IllegalArgumentException.class, () -> b.input("2x", 1));
    Net state = b.state();
    assertThrows(IllegalStateException.class, b::build);
    b.connect(state, state, Net.ONE, Net.ZERO);
    assertThrows(IllegalArgumentException.class, () -> b.connect(state, state, Net.ONE, Net.ZERO));
    Netlist netlist = b.build();
    assertThrows(
        IllegalArgumentException.class, () -> NetlistVerilog.print(netlist, "m", Cells.PORTABLE));
  }
}
