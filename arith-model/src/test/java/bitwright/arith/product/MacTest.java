package bitwright.arith.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.fabric.FabricTools;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistSimulator;
import bitwright.arith.fabric.NetlistVerilog;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.plan.Cells;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MacTest {

  /** A multiply-accumulate unit and the look-up tables it may have. */
  private record Target(String a, String b, int width, int luts) {
    Format formatA() {
      return FormatNames.parse(a);
    }

    Format formatB() {
      return FormatNames.parse(b);
    }

    Netlist netlist() {
      return Product.mac(formatA(), formatB(), width);
    }
  }

  private static final List<Target> TARGETS =
      List.of(
          new Target("e2m1", "e2m1", 17, 22),
          new Target("e3m2", "e3m2", 27, 43),
          new Target("e2m3", "e2m3", 21, 43),
          new Target("e4m3", "e4m3", 45, 79),
          new Target("e5m2finite", "e5m2finite", 75, 104),
          new Target("int8", "pot4", 32, 40));

  @Test
  void unitsAreAsLeanAsTheyWere() {
    for (Target target : TARGETS) {
      Netlist netlist = target.netlist();
      assertTrue(netlist.luts() <= target.luts, target + " has " + netlist.luts());
      assertEquals(target.width, netlist.ffs());
    }
  }

  @Test
  void sequencesAccumulateModuloTheWidth() {
    long cycles = 0;
    for (Target target : TARGETS) {
      cycles += run(target, 7, 300);
    }
    cycles += run(new Target("int8", "e4m3fn", 20, 0), 8, 300);
    cycles += run(new Target("bipolar1", "pot5z", 12, 0), 9, 300);
    assertEquals(8 * 300 * NetlistSimulator.VECTORS, cycles);
  }

  private static long run(Target target, long seed, int length) {
    Random random = new Random(seed);
    Format a = target.formatA();
    Format b = target.formatB();
    NetlistSimulator simulator = new NetlistSimulator(target.netlist());
    BigInteger modulus = BigInteger.ONE.shiftLeft(target.width);
    BigInteger[] expected = new BigInteger[NetlistSimulator.VECTORS];
    java.util.Arrays.fill(expected, BigInteger.ZERO);
    for (int cycle = 0; cycle < length; cycle++) {
      BigInteger[] codesA = new BigInteger[expected.length];
      BigInteger[] codesB = new BigInteger[expected.length];
      BigInteger[] resets = new BigInteger[expected.length];
      BigInteger[] enables = new BigInteger[expected.length];
      for (int v = 0; v < expected.length; v++) {
        int x = code(a, random);
        int y = code(b, random);
        boolean reset = random.nextInt(40) == 0;
        boolean enable = random.nextInt(5) > 0;
        codesA[v] = BigInteger.valueOf(x);
        codesB[v] = BigInteger.valueOf(y);
        resets[v] = reset ? BigInteger.ONE : BigInteger.ZERO;
        enables[v] = enable ? BigInteger.ONE : BigInteger.ZERO;
        BigInteger sum = expected[v].add(a.image(x).multiply(b.image(y))).mod(modulus);
        expected[v] = reset ? BigInteger.ZERO : enable ? sum : expected[v];
      }
      simulator.set("a", codesA);
      simulator.set("b", codesB);
      simulator.set("reset", resets);
      simulator.set("enable", enables);
      simulator.clock();
      for (int v = 0; v < expected.length; v++) {
        assertEquals(expected[v], simulator.get("accumulator", v), target + " cycle " + cycle);
      }
    }
    return (long) length * expected.length;
  }

  /** A number; one in four is an end of the range or zero, where there is one. */
  private static int code(Format format, Random random) {
    List<BigInteger> corners =
        List.of(format.levels().min(), format.levels().max(), BigInteger.ZERO, BigInteger.ONE);
    int rank = format.levels().rankOfImage(corners.get(random.nextInt(4)));
    if (random.nextInt(4) == 0 && rank >= 0) {
      return format.levels().code(rank);
    }
    while (true) {
      int code = random.nextInt(format.codes());
      if (format.isNumber(code)) {
        return code;
      }
    }
  }

  @Test
  void yosysCountsWhatTheNetlistCounts(@TempDir Path folder) throws Exception {
    for (Target target : List.of(TARGETS.get(0), TARGETS.get(3), TARGETS.get(5))) {
      Netlist netlist = target.netlist();
      String verilog = NetlistVerilog.print(netlist, "mac", Cells.LUT6_CARRY4);
      TreeMap<String, Integer> cells = FabricTools.yosys(folder, verilog, "mac", "xc7");
      assertEquals(netlist.luts(), FabricTools.luts(cells), target + " " + cells);
      assertEquals(netlist.ffs(), cells.getOrDefault("FDRE", 0), target + " " + cells);
      assertEquals(netlist.carries(4), cells.getOrDefault("CARRY4", 0), target + " " + cells);
    }
  }

  @Test
  void icarusFindsTheSameSums(@TempDir Path folder) throws Exception {
    Random random = new Random(11);
    for (Target target : TARGETS) {
      Netlist netlist = target.netlist();
      List<List<BigInteger>> rows = new ArrayList<>();
      List<List<BigInteger>> expected = new ArrayList<>();
      BigInteger sum = BigInteger.ZERO;
      BigInteger modulus = BigInteger.ONE.shiftLeft(target.width);
      for (int i = 0; i < 200; i++) {
        int x = code(target.formatA(), random);
        int y = code(target.formatB(), random);
        BigInteger reset = i % 50 == 0 ? BigInteger.ONE : BigInteger.ZERO;
        rows.add(List.of(reset, BigInteger.ONE, BigInteger.valueOf(x), BigInteger.valueOf(y)));
        BigInteger product = target.formatA().image(x).multiply(target.formatB().image(y));
        sum = i % 50 == 0 ? BigInteger.ZERO : sum.add(product).mod(modulus);
        expected.add(List.of(sum));
      }
      String verilog = NetlistVerilog.print(netlist, "mac", Cells.LUT6_CARRY4);
      assertEquals(expected, FabricTools.icarus(folder, verilog, "mac", netlist, rows, 1, null));
    }
  }
}
