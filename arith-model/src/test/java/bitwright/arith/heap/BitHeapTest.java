package bitwright.arith.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistBuilder;
import bitwright.arith.fabric.NetlistSimulator;
import bitwright.arith.fabric.TruthTable;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BitHeapTest {
  private static final int WIDTH = 9;

  /** What rows add for the values of the ports a (4 bits), b (3 bits) and s. */
  private interface Reference {
    long sum(int a, int b, int s);
  }

  private interface Rows {
    void add(BitHeap heap, List<Net> a, List<Net> b, Net s);
  }

  private static int signed(int code, int bits) {
    return code >> (bits - 1) == 0 ? code : code - (1 << bits);
  }

  private static void check(Rows rows, Reference reference) {
    for (int levels = 0; levels < 3; levels++) {
      NetlistBuilder builder = new NetlistBuilder();
      List<Net> a = builder.input("a", 4);
      List<Net> b = builder.input("b", 3);
      Net s = builder.input("s", 1).get(0);
      BitHeap heap = new BitHeap(WIDTH);
      rows.add(heap, a, b, s);
      HeapSum sum = HeapCompressor.sum(builder, heap, new Pipeline(levels, Net.ONE));
      builder.output("sum", sum.sum());
      Netlist netlist = builder.build();
      NetlistSimulator simulator = new NetlistSimulator(netlist);
      int vectors = 0;
      for (int code = 0; code < 256; code++) {
        simulator.set("a", BigInteger.valueOf(code & 15));
        simulator.set("b", BigInteger.valueOf(code >> 4 & 7));
        simulator.set("s", BigInteger.valueOf(code >> 7));
        simulator.settle();
        for (int i = 0; i < sum.latency(); i++) {
          simulator.clock();
        }
        long expected = reference.sum(code & 15, code >> 4 & 7, code >> 7);
        assertEquals(
            BigInteger.valueOf(expected & (1 << WIDTH) - 1), simulator.get("sum", 0), "" + code);
        vectors++;
      }
      assertEquals(256, vectors);
    }
  }

  @Test
  void rowsAddWhatTheySay() {
    check((heap, a, b, s) -> heap.addUnsigned(0, a).addUnsigned(2, b), (a, b, s) -> a + 4 * b);
    check(
        (heap, a, b, s) -> heap.addSigned(1, a).addSigned(0, b).addConstant(BigInteger.TEN),
        (a, b, s) -> 2 * signed(a, 4) + signed(b, 3) + 10);
    check(
        (heap, a, b, s) -> heap.addSignMagnitude(1, a, s).addUnsigned(0, b),
        (a, b, s) -> 2 * (s == 1 ? -a : a) + b);
    check(
        (heap, a, b, s) -> heap.addNegatable(0, a, s).addSigned(3, b),
        (a, b, s) -> (s == 1 ? -1 : 1) * signed(a, 4) + 8 * signed(b, 3));
    check(
        (heap, a, b, s) -> heap.addProduct(0, a, true, b, false).subtract(0, HeapBit.of(s)),
        (a, b, s) -> signed(a, 4) * b - s);
    check(
        (heap, a, b, s) -> heap.addProduct(0, a, false, b, true).addProduct(1, a, true, b, true),
        (a, b, s) -> a * signed(b, 3) + 2 * signed(a, 4) * signed(b, 3));
  }

  @Test
  void functionsOfUpToFiveNetsAreAbsorbed() {
    TruthTable five = TruthTable.of(5, row -> row % 7 < 3);
    TruthTable three = TruthTable.of(3, row -> row * 11 % 5 > 2);
    check(
        (heap, a, b, s) -> {
          for (int i = 0; i < 7; i++) {
            HeapBit bit = HeapBit.of(five, a.get(0), a.get(1), a.get(2), a.get(3), s);
            heap.add(i % 3, bit);
            heap.add(i % 2, HeapBit.of(three, b.get(0), b.get(1), b.get(2)));
            heap.subtract(i, HeapBit.of(three, a.get(1), b.get(1), s));
          }
        },
        (a, b, s) -> {
          long sum = 0;
          for (int i = 0; i < 7; i++) {
            sum += (five.row(a + 16 * s) ? 1 : 0) << i % 3;
            sum += (three.row(b) ? 1 : 0) << i % 2;
            sum -= (three.row((a >> 1 & 1) + (b >> 1 & 1) * 2 + s * 4) ? 1 : 0) << i;
          }
          return sum;
        });
  }

  @Test
  void randomHeapsOfRandomFunctionsAreExact() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int bits = 1 + random.nextInt(60);
      int[] column = new int[bits];
      int[][] nets = new int[bits][];
      TruthTable[] tables = new TruthTable[bits];
      for (int i = 0; i < bits; i++) {
        column[i] = random.nextInt(random.nextBoolean() ? 2 : WIDTH + 1);
        nets[i] = random.ints(random.nextInt(5), 0, 8).toArray();
        tables[i] = TruthTable.of(nets[i].length, row -> random.nextBoolean());
      }
      check(
          (heap, a, b, s) -> {
            for (int i = 0; i < bits; i++) {
              Net[] of = new Net[nets[i].length];
              for (int k = 0; k < of.length; k++) {
                int n = nets[i][k];
                of[k] = n < 4 ? a.get(n) : n < 7 ? b.get(n - 4) : s;
              }
              heap.add(column[i], HeapBit.of(tables[i], of));
            }
          },
          (a, b, s) -> {
            long sum = 0;
            int code = a | b << 4 | s << 7;
            for (int i = 0; i < bits; i++) {
              int row = 0;
              for (int k = 0; k < nets[i].length; k++) {
                row |= (code >> nets[i][k] & 1) << k;
              }
              sum += (tables[i].row(row) ? 1L : 0) << column[i];
            }
            return sum;
          });
    }
  }

  @Test
  void equalHeapsGiveEqualNetlists() {
    Netlist[] built = new Netlist[2];
    for (int i = 0; i < 2; i++) {
      NetlistBuilder builder = new NetlistBuilder();
      List<Net> a = builder.input("a", 8);
      List<Net> b = builder.input("b", 8);
      BitHeap heap = new BitHeap(16).addProduct(0, a, true, b, true);
      builder.output("sum", HeapCompressor.sum(builder, heap, Pipeline.NONE).sum());
      built[i] = builder.build();
    }
    assertEquals(built[0], built[1]);
  }

  @Test
  void whatIsNoHeapIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new BitHeap(0));
    assertThrows(IllegalArgumentException.class, () -> new Pipeline(-1, Net.ONE));
    assertThrows(
        IllegalArgumentException.class, () -> new HeapBit(TruthTable.and(2), List.of(Net.ONE)));
  }
}
