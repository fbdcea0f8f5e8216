package bitwright.arith.product;

import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistSimulator;
import bitwright.arith.format.Format;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Runs a netlist with ports a and b on every pair of codes that are numbers. */
final class ProductBench {
  /** How many pairs were checked. */
  long pairs;

  /** How many of them were wrong, and the first. */
  long wrong;

  /** The first wrong pair, or null. */
  String first;

  /** Compares the port {@code product} with the product of the images, modulo its width. */
  void check(Format a, Format b, Netlist netlist) {
    List<int[]> codes = new ArrayList<>();
    for (int x = 0; x < a.codes(); x++) {
      for (int y = 0; y < b.codes(); y++) {
        if (a.isNumber(x) && b.isNumber(y)) {
          codes.add(new int[] {x, y});
        }
      }
    }
    BigInteger[] imagesA = images(a);
    BigInteger[] imagesB = images(b);
    NetlistSimulator simulator = new NetlistSimulator(netlist);
    for (int base = 0; base < codes.size(); base += NetlistSimulator.VECTORS) {
      List<int[]> some =
          codes.subList(base, Math.min(codes.size(), base + NetlistSimulator.VECTORS));
      set(simulator, "a", a.bits(), some, 0);
      set(simulator, "b", b.bits(), some, 1);
      simulator.settle();
      long differing = 0;
      BigInteger[] products = new BigInteger[some.size()];
      for (int v = 0; v < products.length; v++) {
        products[v] = imagesA[some.get(v)[0]].multiply(imagesB[some.get(v)[1]]);
      }
      for (int bit = 0; bit < netlist.port("product").width(); bit++) {
        long expected = 0;
        for (int v = 0; v < products.length; v++) {
          expected |= products[v].testBit(bit) ? 1L << v : 0;
        }
        differing |= expected ^ simulator.lane("product", bit);
      }
      differing &= some.size() == 64 ? -1L : (1L << some.size()) - 1;
      pairs += some.size();
      wrong += Long.bitCount(differing);
      if (differing != 0 && first == null) {
        int[] pair = some.get(Long.numberOfTrailingZeros(differing));
        first = "%s code %d times %s code %d".formatted(a.name(), pair[0], b.name(), pair[1]);
      }
    }
  }

  private static BigInteger[] images(Format format) {
    BigInteger[] images = new BigInteger[format.codes()];
    for (int code = 0; code < images.length; code++) {
      images[code] = format.isNumber(code) ? format.image(code) : null;
    }
    return images;
  }

  private static void set(
      NetlistSimulator simulator, String port, int bits, List<int[]> codes, int which) {
    for (int bit = 0; bit < bits; bit++) {
      long lane = 0;
      for (int v = 0; v < codes.size(); v++) {
        lane |= (long) (codes.get(v)[which] >> bit & 1) << v;
      }
      simulator.setLane(port, bit, lane);
    }
  }
}
