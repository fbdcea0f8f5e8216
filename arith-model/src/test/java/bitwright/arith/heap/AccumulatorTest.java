package bitwright.arith.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.fabric.Bus;
import bitwright.arith.fabric.FabricTools;
import bitwright.arith.fabric.NetlistSimulator;
import bitwright.arith.fabric.NetlistVerilog;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.heap.DotProductSpec.Accumulation;
import bitwright.arith.plan.Cells;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccumulatorTest {
  private static final int CLOCKS = 400;
  private static final int TERMS = 5;

  @TempDir Path folder;

  /**
   * Random operands, steps and starts, one a clock; the sum of each clock, in big integers.
   * Operands take {@code latency − 1} clocks to the accumulator, while controls act at once.
   */
  private void check(Accumulation accumulation, int levels, Cells cells) throws Exception {
    DotProductSpec spec =
        new DotProductSpec(
            IntegerFormat.signed(4), IntegerFormat.unsigned(3), TERMS, 13, accumulation, levels);
    DotProductNetlist dot = DotProductNetlist.of(spec);
    NetlistSimulator simulator = new NetlistSimulator(dot.netlist());
    Random random = new Random(levels * 10L + accumulation.ordinal());
    List<BigInteger> sums = new ArrayList<>();
    List<List<BigInteger>> rows = new ArrayList<>();
    List<BigInteger> expected = new ArrayList<>();
    BigInteger total = BigInteger.ZERO;
    BigInteger mask = BigInteger.ONE.shiftLeft(13).subtract(BigInteger.ONE);
    for (int clock = 0; clock < CLOCKS; clock++) {
      BigInteger weights = new BigInteger(TERMS * 4, random);
      BigInteger inputs = new BigInteger(TERMS * 3, random);
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < TERMS; i++) {
        int w = weights.shiftRight(4 * i).intValue() & 15;
        int x = inputs.shiftRight(3 * i).intValue() & 7;
        sum = sum.add(BigInteger.valueOf((long) (w < 8 ? w : w - 16) * x));
      }
      sums.add(sum);
      int step = random.nextInt(4) > 0 ? 1 : 0;
      int other = random.nextInt(5) == 0 ? 1 : 0;
      int arrived = clock - (dot.latency() - 1);
      BigInteger added = arrived < 0 ? BigInteger.ZERO : sums.get(arrived);
      List<BigInteger> row = new ArrayList<>();
      for (Bus bus : dot.netlist().inputs()) {
        BigInteger value =
            switch (bus.name()) {
              case "weights" -> weights;
              case "inputs" -> inputs;
              case "enable" -> BigInteger.ONE;
              case "step" -> BigInteger.valueOf(step);
              default -> BigInteger.valueOf(other);
            };
        simulator.set(bus.name(), value);
        row.add(value);
      }
      rows.add(row);
      if (accumulation == Accumulation.RESETTABLE) {
        total = other == 1 ? BigInteger.ZERO : step == 1 ? total.add(added) : total;
      } else if (step == 1) {
        total = other == 1 ? total.add(added) : added;
      }
      // Until the first operands arrive, the pipeline holds the sum of its own zeros.
      if (arrived < 0) {
        simulator.clock();
        total = simulator.get("sum", 0);
      } else {
        simulator.clock();
        assertEquals(total.and(mask), simulator.get("sum", 0), spec + " at clock " + clock);
      }
      expected.add(simulator.get("sum", 0));
    }
    String verilog = NetlistVerilog.print(dot.netlist(), "mac", cells);
    List<List<BigInteger>> printed =
        FabricTools.icarus(folder, verilog, "mac", dot.netlist(), rows, 1, null);
    assertEquals(expected, printed.stream().map(row -> row.get(0)).toList());
    assertEquals(CLOCKS, printed.size());
  }

  @Test
  void sumsOfManyClocksAreExactInTheSimulatorAndInIcarus() throws Exception {
    for (int levels = 0; levels < 3; levels++) {
      check(Accumulation.RESETTABLE, levels, Cells.LUT6_CARRY4);
      check(Accumulation.GATED, levels, Cells.LUT6_CARRY8);
    }
  }
}
