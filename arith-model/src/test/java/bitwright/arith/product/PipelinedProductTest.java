package bitwright.arith.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.fabric.CarryBit;
import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistBuilder;
import bitwright.arith.fabric.NetlistSimulator;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PipelinedProductTest {
  private static final String[][] PAIRS = {
    {"e2m1", "e2m1"}, {"e4m3", "e4m3"}, {"e5m2finite", "e5m2finite"}, {"int8", "pot4"},
    {"int8", "e3m2"}, {"bipolar1", "e2m3"}, {"bipolar1", "int4"}, {"pot4z", "uint8"}
  };

  private record Unit(Netlist netlist, int latency) {}

  private static Unit unit(Format a, Format b, int levels, int lead) {
    NetlistBuilder builder = new NetlistBuilder();
    Net enable = builder.input("enable", 1).get(0);
    List<Net> codeA = builder.input("a", a.bits());
    List<Net> codeB = builder.input("b", b.bits());
    ProductRow row = Product.of(a, b, 4).row(builder, codeA, codeB, levels, lead, enable);
    List<CarryBit> positions = new ArrayList<>();
    for (int k = 0; k < Product.range(a, b).signedBits(); k++) {
      positions.add(Placement.add(Expression.ZERO, row.bit(k)));
    }
    builder.output("product", builder.chain(row.carry().place(builder), positions).sums());
    return new Unit(builder.build(), row.latency());
  }

  @Test
  void aProductLeavesInEveryEnabledClock() {
    Random random = new Random(5);
    long checked = 0;
    for (String[] pair : PAIRS) {
      Format a = FormatNames.parse(pair[0]);
      Format b = FormatNames.parse(pair[1]);
      for (int levels = 0; levels <= 3; levels++) {
        for (int lead = 0; lead < Math.max(1, levels); lead++) {
          checked += run(a, b, unit(a, b, levels, lead), random);
        }
      }
    }
    assertTrue(checked > 100_000, checked + " products");
  }

  private static long run(Format a, Format b, Unit unit, Random random) {
    NetlistSimulator simulator = new NetlistSimulator(unit.netlist);
    BigInteger modulus = BigInteger.ONE.shiftLeft(unit.netlist.port("product").width());
    List<BigInteger[]> entered = new ArrayList<>();
    long checked = 0;
    for (int cycle = 0; cycle < 60; cycle++) {
      BigInteger[] codesA = new BigInteger[64];
      BigInteger[] codesB = new BigInteger[64];
      BigInteger[] products = new BigInteger[64];
      for (int v = 0; v < 64; v++) {
        int x = a.levels().code(random.nextInt(a.levels().count()));
        int y = b.levels().code(random.nextInt(b.levels().count()));
        codesA[v] = BigInteger.valueOf(x);
        codesB[v] = BigInteger.valueOf(y);
        products[v] = a.image(x).multiply(b.image(y)).mod(modulus);
      }
      boolean enable = unit.latency == 0 || random.nextInt(4) > 0;
      simulator.setLane("enable", 0, enable ? -1 : 0);
      simulator.set("a", codesA);
      simulator.set("b", codesB);
      if (enable) {
        entered.add(products);
      }
      simulator.settle();
      int at = entered.size() - 1 - unit.latency;
      for (int v = 0; enable && at >= 0 && v < 64; v++) {
        assertEquals(entered.get(at)[v], simulator.get("product", v), a.name() + " " + b.name());
        checked++;
      }
      simulator.clock();
    }
    return checked;
  }

  @Test
  void noStageHasMoreLevelsThanAsked() {
    for (String[] pair : PAIRS) {
      Format a = FormatNames.parse(pair[0]);
      Format b = FormatNames.parse(pair[1]);
      for (int levels = 1; levels <= 3; levels++) {
        Unit unit = unit(a, b, levels, levels / 2);
        assertTrue(unit.netlist.levels() <= levels + 1, pair[0] + " " + pair[1]);
      }
      assertEquals(0, unit(a, b, 0, 0).latency);
    }
  }
}
