package bitwright.cost.engine;

import bitwright.cost.Resources;
import bitwright.cost.primitive.Counter;

/** Width converters between streams: up to the least common multiple, then down. */
final class ConverterCost {

  private ConverterCost() {}

  /** The converter from beats of some elements to beats of others; nothing if they are equal. */
  static Resources of(int elementBits, int from, int to) {
    int multiple = from / gcd(from, to) * to;
    Resources up = multiple > from ? upsizer(from * elementBits, multiple / from) : Resources.NONE;
    return multiple > to ? up.plus(downsizer(to * elementBits, multiple / to)) : up;
  }

  /**
   * Parts shift through factor − 1 registers and move together with the last one to the wide
   * register: no LUT in the data, four for the handshake.
   */
  static Resources upsizer(int width, int factor) {
    int ff = width * (factor - 1) + width * factor + 1;
    return Counter.of(factor).plus(new Resources(4, ff, 0, 0, 0));
  }

  /**
   * A wide register that shifts by one part or loads: a LUT per bit but for the top part, which
   * only loads, and four for the handshake.
   */
  static Resources downsizer(int width, int factor) {
    int bits = width * factor;
    return Counter.of(factor).plus(new Resources(bits + 4, bits + 1, 0, 0, 0));
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
