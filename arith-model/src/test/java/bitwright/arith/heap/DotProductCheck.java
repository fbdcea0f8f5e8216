package bitwright.arith.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistSimulator;
import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Compares netlists of dot products with sums of images, in big integers. */
final class DotProductCheck {
  /** The most input bits of a check of all inputs. */
  static final int EXHAUSTIVE_BITS = 24;

  private static final int QUICK_BITS = 12;
  private static final long NOT_A_NUMBER = Long.MIN_VALUE;
  private static final long[] LANES = {
    0xAAAAAAAAAAAAAAAAL,
    0xCCCCCCCCCCCCCCCCL,
    0xF0F0F0F0F0F0F0F0L,
    0xFF00FF00FF00FF00L,
    0xFFFF0000FFFF0000L,
    0xFFFFFFFF00000000L
  };

  private final DotProductSpec spec;
  private final int latency;
  private final NetlistSimulator simulator;
  private final List<Integer> weightCodes;
  private final List<Integer> inputCodes;
  private final BigInteger mask;
  private final boolean matches;
  private long[] weightImages;
  private long[] inputImages;
  private long vectors;

  DotProductCheck(DotProductSpec spec, Netlist netlist, int latency) {
    this.spec = spec;
    this.latency = latency;
    simulator = new NetlistSimulator(netlist);
    weightCodes = numbers(spec.weight());
    inputCodes = numbers(spec.input());
    mask = BigInteger.ONE.shiftLeft(spec.sumBits()).subtract(BigInteger.ONE);
    matches = isSign(spec.weight()) && isSign(spec.input());
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
    Arrays.fill(values, value);
    return values;
  }

  private static boolean isSign(Format format) {
    return format instanceof BipolarFormat && format.bits() == 1;
  }

  private BigInteger expected(int[] w, int[] x) {
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

  /**
   * Every pair of operands, 64 at a time, against sums of images in {@code long}s; how many differ
   * where all codes are numbers.
   */
  long exhaustive() {
    weightImages = images(spec.weight());
    inputImages = images(spec.input());
    int weightBits = spec.terms() * spec.weight().bits();
    int bits = weightBits + spec.terms() * spec.input().bits();
    long wrong = 0;
    vectors = 0;
    for (long base = 0; base < 1L << bits; base += NetlistSimulator.VECTORS) {
      for (int bit = 0; bit < bits; bit++) {
        long lane = bit < LANES.length ? LANES[bit] : -(base >>> bit & 1);
        boolean weight = bit < weightBits;
        simulator.setLane(weight ? "weights" : "inputs", weight ? bit : bit - weightBits, lane);
      }
      run();
      long[] expected = new long[spec.sumBits()];
      long numbers = 0;
      for (int v = 0; v < NetlistSimulator.VECTORS && base + v < 1L << bits; v++) {
        long sum = longSum(base + v);
        if (sum != NOT_A_NUMBER) {
          numbers |= 1L << v;
          for (int bit = 0; bit < expected.length; bit++) {
            expected[bit] |= (sum >> Math.min(bit, 63) & 1) << v;
          }
        }
      }
      long different = 0;
      for (int bit = 0; bit < expected.length; bit++) {
        different |= (simulator.lane("sum", bit) ^ expected[bit]) & numbers;
      }
      wrong += Long.bitCount(different);
      vectors += Long.bitCount(numbers);
    }
    return wrong;
  }

  private long longSum(long word) {
    long sum = 0;
    long w = word;
    long x = word >>> spec.terms() * spec.weight().bits();
    for (int i = 0; i < spec.terms(); i++) {
      long a = weightImages[(int) (w & spec.weight().codes() - 1)];
      long b = inputImages[(int) (x & spec.input().codes() - 1)];
      if (a == NOT_A_NUMBER || b == NOT_A_NUMBER) {
        return NOT_A_NUMBER;
      }
      long product = Math.multiplyExact(a, b);
      sum = Math.addExact(sum, matches ? (product + 1) / 2 : product);
      w >>>= spec.weight().bits();
      x >>>= spec.input().bits();
    }
    return sum;
  }

  private static long[] images(Format format) {
    long[] images = new long[format.codes()];
    for (int code = 0; code < images.length; code++) {
      images[code] = format.isNumber(code) ? format.image(code).longValueExact() : NOT_A_NUMBER;
    }
    return images;
  }

  /** The vectors that the last check compared. */
  long vectors() {
    return vectors;
  }

  /**
   * Extremes in all lanes and in single ones, then random codes; how many of the vectors differ.
   */
  long corners(Random random, int batches) {
    long wrong = 0;
    vectors = (long) batches * NetlistSimulator.VECTORS;
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
    run();
    long wrong = 0;
    for (int v = 0; v < w.length; v++) {
      wrong += simulator.get("sum", v).equals(expected(ws.get(v), xs.get(v))) ? 0 : 1;
    }
    return wrong;
  }

  private void run() {
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
  }

  /** All inputs of few bits, else corners and random ones. */
  static void assertExact(DotProductSpec spec, long seed) {
    DotProductNetlist built = DotProductNetlist.of(spec);
    DotProductCheck check = new DotProductCheck(spec, built.netlist(), built.latency());
    int bits = spec.terms() * (spec.weight().bits() + spec.input().bits());
    long wrong = bits <= QUICK_BITS ? check.exhaustive() : check.corners(new Random(seed), 40);
    assertTrue(check.vectors() > 0, spec::toString);
    assertEquals(0, wrong, spec::toString);
  }
}
