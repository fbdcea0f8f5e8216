package bitwright.arith.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistSimulator;
import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Compares netlists of dot products with sums of images, in big integers. */
final class DotProductCheck {
  /** The most input bits of a check of all inputs. */
  static final int EXHAUSTIVE_BITS = 24;

  private final DotProductSpec spec;
  private final Netlist netlist;
  private final int latency;
  private final NetlistSimulator simulator;
  private final List<Integer> weightCodes;
  private final List<Integer> inputCodes;
  private final BigInteger mask;

  DotProductCheck(DotProductSpec spec, Netlist netlist, int latency) {
    this.spec = spec;
    this.netlist = netlist;
    this.latency = latency;
    simulator = new NetlistSimulator(netlist);
    weightCodes = numbers(spec.weight());
    inputCodes = numbers(spec.input());
    mask = BigInteger.ONE.shiftLeft(spec.sumBits()).subtract(BigInteger.ONE);
    if (spec.levels() > 0) {
      simulator.set("enable", all(BigInteger.ONE));
    }
  }

  private static List<Integer> numbers(Format format) {
    List<Integer> codes = new ArrayList<>();
    for (int code = 0; code < format.codes(); code++) {
      if (format.isNumber(code)) {
        codes.add(code);
      }
    }
    return codes;
  }

  private static BigInteger[] all(BigInteger value) {
    BigInteger[] values = new BigInteger[NetlistSimulator.VECTORS];
    java.util.Arrays.fill(values, value);
    return values;
  }

  private BigInteger expected(int[] w, int[] x) {
    boolean matches =
        spec.weight() instanceof BipolarFormat
            && spec.weight().bits() == 1
            && spec.input() instanceof BipolarFormat
            && spec.input().bits() == 1;
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < w.length; i++) {
      BigInteger product = spec.weight().image(w[i]).multiply(spec.input().image(x[i]));
      sum = sum.add(matches ? product.add(BigInteger.ONE).shiftRight(1) : product);
    }
    return sum.and(mask);
  }

  private static BigInteger word(int[] codes, int bits) {
    BigInteger word = BigInteger.ZERO;
    for (int i = codes.length - 1; i >= 0; i--) {
      word = word.shiftLeft(bits).or(BigInteger.valueOf(codes[i]));
    }
    return word;
  }

  /** Every pair of operands of numbers, one after the other; how many differ. */
  long exhaustive() {
    int digits = 2 * spec.terms();
    int[] odometer = new int[digits];
    List<int[]> ws = new ArrayList<>();
    List<int[]> xs = new ArrayList<>();
    long wrong = 0;
    boolean more = true;
    while (more) {
      int[] w = new int[spec.terms()];
      int[] x = new int[spec.terms()];
      for (int i = 0; i < spec.terms(); i++) {
        w[i] = weightCodes.get(odometer[2 * i]);
        x[i] = inputCodes.get(odometer[2 * i + 1]);
      }
      ws.add(w);
      xs.add(x);
      int d = 0;
      while (d < digits && ++odometer[d] == (d % 2 == 0 ? weightCodes : inputCodes).size()) {
        odometer[d++] = 0;
      }
      more = d < digits;
      if (ws.size() == NetlistSimulator.VECTORS || !more) {
        wrong += compare(ws, xs);
        ws.clear();
        xs.clear();
      }
    }
    return wrong;
  }

  /** The number of vectors of {@link #exhaustive}. */
  long combinations() {
    return Math.round(Math.pow((double) weightCodes.size() * inputCodes.size(), spec.terms()));
  }

  /**
   * Extremes in all lanes and in single ones, then random codes; how many of the vectors differ.
   */
  long corners(Random random, int batches) {
    long wrong = 0;
    for (int batch = 0; batch < batches; batch++) {
      List<int[]> ws = new ArrayList<>();
      List<int[]> xs = new ArrayList<>();
      for (int v = 0; v < NetlistSimulator.VECTORS; v++) {
        ws.add(codes(weightCodes, random, batch, v));
        xs.add(codes(inputCodes, random, batch, v / 8));
      }
      wrong += compare(ws, xs);
    }
    return wrong;
  }

  private int[] codes(List<Integer> all, Random random, int batch, int kind) {
    int[] codes = new int[spec.terms()];
    int lone = random.nextInt(codes.length);
    for (int i = 0; i < codes.length; i++) {
      int any = all.get(random.nextInt(all.size()));
      codes[i] =
          batch > 1
              ? any
              : switch (kind % 8) {
                case 0 -> all.get(0);
                case 1 -> all.get(all.size() - 1);
                case 2 -> all.get(all.size() / 2);
                case 3 -> all.get((all.size() - 1) / 2);
                case 4 -> i == lone ? any : all.get(0);
                case 5 -> i == lone ? any : all.get(all.size() - 1);
                case 6 -> i % 2 == 0 ? all.get(all.size() / 2) : all.get((all.size() - 1) / 2);
                default -> any;
              };
    }
    return codes;
  }

  private long compare(List<int[]> ws, List<int[]> xs) {
    BigInteger[] w = new BigInteger[ws.size()];
    BigInteger[] x = new BigInteger[ws.size()];
    for (int v = 0; v < w.length; v++) {
      w[v] = word(ws.get(v), spec.weight().bits());
      x[v] = word(xs.get(v), spec.input().bits());
    }
    simulator.set("weights", w);
    simulator.set("inputs", x);
    DotProductSpec.Accumulation accumulation = spec.accumulation();
    boolean resettable = accumulation == DotProductSpec.Accumulation.RESETTABLE;
    if (accumulation == DotProductSpec.Accumulation.GATED) {
      simulator.set("keep", all(BigInteger.ZERO));
    }
    if (accumulation != DotProductSpec.Accumulation.NONE) {
      simulator.set("step", all(BigInteger.ONE));
    }
    if (resettable) {
      simulator.set("reset", all(BigInteger.ONE));
      simulator.clock();
    }
    simulator.settle();
    for (int i = 0; i < latency; i++) {
      if (resettable) {
        simulator.set("reset", all(i < latency - 1 ? BigInteger.ONE : BigInteger.ZERO));
      }
      simulator.clock();
    }
    long wrong = 0;
    for (int v = 0; v < w.length; v++) {
      wrong += simulator.get("sum", v).equals(expected(ws.get(v), xs.get(v))) ? 0 : 1;
    }
    return wrong;
  }

  static void assertExact(DotProductSpec spec, long seed) {
    DotProductNetlist built = DotProductNetlist.of(spec);
    DotProductCheck check = new DotProductCheck(spec, built.netlist(), built.latency());
    int bits = spec.terms() * (spec.weight().bits() + spec.input().bits());
    long wrong =
        bits <= EXHAUSTIVE_BITS / 2 ? check.exhaustive() : check.corners(new Random(seed), 40);
    assertEquals(0, wrong, spec::toString);
  }

  Netlist netlist() {
    return netlist;
  }
}
