package bitwright.cost.engine;

import bitwright.cost.Family;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Primitive;

/** Width converters between streams: up to the least common multiple, then down. */
public final class ConverterCost {
  private static final int HANDSHAKE_LUTS = 4;

  private ConverterCost() {}

  /** The converter from beats of some elements to beats of others; nothing if they are equal. */
  public static Primitive of(Family family, int elementBits, int from, int to) {
    int multiple = from / gcd(from, to) * to;
    Primitive converter = Primitive.of("width converter");
    if (multiple > from) {
      converter = converter.plus(upsizer(family, from * elementBits, multiple / from));
    }
    if (multiple > to) {
      converter = converter.plus(downsizer(family, to * elementBits, multiple / to));
    }
    return converter;
  }

  /**
   * Parts shift through factor − 1 registers and move together with the last one to the wide
   * register: no LUT in the data, four for the handshake, one of which also finds the last count of
   * three bits, in LUT4 of two.
   */
  private static Primitive upsizer(Family family, int width, int factor) {
    return Primitive.of("")
        .with("counters", Counter.of(family, factor))
        .luts("control", HANDSHAKE_LUTS - (Counter.bits(factor) == shared(family) ? 1 : 0))
        .ffs(width * (factor - 1) + width * factor + 1);
  }

  /**
   * A wide register that shifts by one part or loads: a LUT per bit, on iCE40 but for the top part,
   * which only loads, and four for the handshake, one of which in LUT4 also finds the last count of
   * two bits.
   */
  private static Primitive downsizer(Family family, int width, int factor) {
    int bits = width * factor;
    return Primitive.of("")
        .with("counters", Counter.of(family, factor))
        .luts("data", family.xilinx() ? bits : bits - width)
        .luts("control", HANDSHAKE_LUTS - (!family.xilinx() && Counter.bits(factor) == 2 ? 1 : 0))
        .ffs(bits + 1);
  }

  /** The bits of a count whose last value fits the LUT of the handshake. */
  private static int shared(Family family) {
    return family.xilinx() ? 3 : 2;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
