package bitwright.arith.fabric;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A netlist of random functions, chains and registers, and the values that its nets must have, from
 * the calls alone: bit v of a lane belongs to vector v.
 */
final class RandomNetlist {
  final Netlist netlist;
  final List<BigInteger> expected = new ArrayList<>();
  final BigInteger[] a = new BigInteger[64];
  final BigInteger[] b = new BigInteger[64];

  private final Random random;
  private final NetlistBuilder builder = new NetlistBuilder();
  private final Map<Net, Long> values = new HashMap<>();
  private final List<Net> nets = new ArrayList<>(List.of(Net.ZERO, Net.ONE));

  /** Registers, if any, are all loaded by one clock edge from 0, and follow only inputs. */
  RandomNetlist(long seed, int cells, boolean registers) {
    random = new Random(seed);
    values.put(Net.ZERO, 0L);
    values.put(Net.ONE, -1L);
    input("a", 9, a);
    input("b", 6, b);
    for (int i = 0; i < cells; i++) {
      if (random.nextInt(4) == 0) {
        chain();
      } else {
        function();
      }
    }
    List<Net> outputs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      outputs.add(any());
    }
    List<Net> ports = new ArrayList<>();
    List<Long> lanes = new ArrayList<>();
    for (Net net : outputs) {
      long lane = values.get(net);
      if (registers) {
        Net enable = any();
        Net reset = random.nextBoolean() ? Net.ZERO : any();
        lane = values.get(enable) & lane & ~values.get(reset);
        net = builder.register(net, enable, reset);
      }
      ports.add(net);
      lanes.add(lane);
    }
    builder.output("y", ports);
    for (int v = 0; v < 64; v++) {
      BigInteger y = BigInteger.ZERO;
      for (int i = 0; i < lanes.size(); i++) {
        y = (lanes.get(i) >>> v & 1) != 0 ? y.setBit(i) : y;
      }
      expected.add(y);
    }
    netlist = builder.build();
  }

  private void input(String name, int width, BigInteger[] vectors) {
    List<Net> bits = builder.input(name, width);
    for (int v = 0; v < 64; v++) {
      vectors[v] = new BigInteger(width, random);
    }
    for (int i = 0; i < width; i++) {
      long lane = 0;
      for (int v = 0; v < 64; v++) {
        lane |= vectors[v].testBit(i) ? 1L << v : 0;
      }
      values.put(bits.get(i), lane);
    }
    nets.addAll(bits);
  }

  private Net any() {
    return nets.get(random.nextInt(nets.size()));
  }

  private List<Net> some(int count) {
    List<Net> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(any());
    }
    return list;
  }

  private TruthTable table(int inputs) {
    return TruthTable.of(inputs, row -> random.nextBoolean());
  }

  private long value(TruthTable table, List<Net> of) {
    long lane = 0;
    for (int v = 0; v < 64; v++) {
      int row = 0;
      for (int k = 0; k < of.size(); k++) {
        row |= (int) (values.get(of.get(k)) >>> v & 1) << k;
      }
      lane |= table.row(row) ? 1L << v : 0;
    }
    return lane;
  }

  private void add(Net net, long lane) {
    Long known = values.putIfAbsent(net, lane);
    if (known != null && known != lane) {
      throw new AssertionError("a shared net has two functions");
    }
    nets.add(net);
  }

  private void function() {
    List<Net> of = some(random.nextInt(7));
    TruthTable table = table(of.size());
    add(builder.lut(table, of), value(table, of));
  }

  private void chain() {
    List<CarryBit> bits = new ArrayList<>();
    Net in = random.nextInt(3) == 0 ? Net.ZERO : any();
    long carry = values.get(in);
    List<Long> sums = new ArrayList<>();
    List<Long> carries = new ArrayList<>();
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      CarryBit bit = position();
      bits.add(bit);
      long s = value(bit.s(), bit.inputs());
      sums.add(s ^ carry);
      carry = (s & carry) | (~s & value(bit.di(), bit.inputs()));
      carries.add(carry);
    }
    NetlistBuilder.Chain chain = builder.chain(in, bits);
    for (int i = 0; i < bits.size(); i++) {
      add(chain.sums().get(i), sums.get(i));
      add(chain.carries().get(i), carries.get(i));
    }
  }

  private CarryBit position() {
    int inputs = random.nextInt(7);
    List<Net> of = some(inputs);
    TruthTable s = table(inputs);
    if (inputs < 6) {
      return new CarryBit(of, s, table(inputs));
    }
    int free = random.nextInt(6);
    TruthTable half = s.with(free, false);
    int[] place = new int[5];
    for (int k = 0; k < 5; k++) {
      place[k] = k < free ? k : k + 1;
    }
    return new CarryBit(of, s, half.placed(6, place));
  }
}
