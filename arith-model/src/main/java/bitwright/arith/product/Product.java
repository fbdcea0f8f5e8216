package bitwright.arith.product;

import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.NetlistBuilder;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exact product of the images of two codes, in the structure of fewest look-up tables.
 *
 * <p>Every structure that there is for the pair of formats is built and counted once. Codes that
 * are not numbers give an unspecified product.
 *
 * <p>Worked example: {@code e4m3} times itself, added to a 45-bit register, is eleven tables for
 * the product of the two significands, two that find subnormals, four for the sum of the exponents,
 * sixteen that shift, and 45 in which accumulator bit, sign and last step of the shift meet.
 */
public final class Product {
  private record Key(Format a, Format b, int absorb) {}

  private static final Map<Key, Product> KNOWN = new ConcurrentHashMap<>();

  /** The most nets of a bit of a row beside a bit of an accumulator in one look-up table. */
  public static final int BESIDE_ACCUMULATOR = 5;

  /** The same, beside a bit of an accumulator and the net that keeps it or not. */
  public static final int BESIDE_GATED_ACCUMULATOR = 4;

  /** The same, alone in a look-up table. */
  public static final int ALONE = 6;

  private final Format a;
  private final Format b;
  private final ProductStructure structure;

  private Product(Key key) {
    a = key.a;
    b = key.b;
    ProductStructure best = null;
    int least = Integer.MAX_VALUE;
    for (ProductStructure candidate : ProductStructure.all(a, b, key.absorb)) {
      int luts = complete(a, b, candidate, key.absorb < ALONE).luts();
      if (luts < least) {
        best = candidate;
        least = luts;
      }
    }
    structure = best;
  }

  /**
   * The product of two formats as a row of a sum.
   *
   * @param absorb the most nets that a bit of the row may read, 2 to 6
   */
  public static Product of(Format a, Format b, int absorb) {
    if (absorb < 2 || absorb > ALONE) {
      throw new IllegalArgumentException(
          "a bit of a product reads at most 2 to 6 nets, not %d".formatted(absorb));
    }
    return KNOWN.computeIfAbsent(new Key(a, b, absorb), Product::new);
  }

  /** The range of the product over all pairs of codes. */
  public static IntegerRange range(Format a, Format b) {
    return ProductStructure.range(a, b);
  }

  /** Builds the row of two codes, the lowest bits first, without registers. */
  public ProductRow row(NetlistBuilder builder, List<Net> codeA, List<Net> codeB) {
    return row(builder, codeA, codeB, 0, 0, Net.ONE);
  }

  /**
   * Builds the row of two codes, the lowest bits first, with an initiation interval of 1.
   *
   * @param levels the levels of look-up tables between registers; 0 for no registers
   * @param lead the levels of the first stage that are spent before the codes arrive
   * @param enable the clock enable of the registers
   */
  public ProductRow row(
      NetlistBuilder builder, List<Net> codeA, List<Net> codeB, int levels, int lead, Net enable) {
    Timing timing = new Timing(builder, levels, lead, enable);
    return structure.row(new Placement(builder, timing), codeA, codeB);
  }

  /**
   * A unit of ports {@code a}, {@code b} and {@code product}: the product in two's complement (or
   * unsigned, if it is never negative), as wide as its range needs.
   */
  public static Netlist netlist(Format a, Format b) {
    return complete(a, b, of(a, b, ALONE).structure);
  }

  static Netlist complete(Format a, Format b, ProductStructure structure) {
    return complete(a, b, structure, false);
  }

  private static Netlist complete(Format a, Format b, ProductStructure structure, boolean added) {
    NetlistBuilder builder = new NetlistBuilder();
    List<Net> codeA = builder.input("a", a.bits());
    List<Net> codeB = builder.input("b", b.bits());
    int width = range(a, b).bits();
    List<Net> addend = added ? builder.input("addend", width) : null;
    ProductRow row = structure.row(new Placement(builder), codeA, codeB);
    builder.output("product", added ? row.plus(builder, addend) : row.sum(builder, width));
    return builder.build();
  }

  /**
   * A multiply-accumulate unit: at a clock edge the accumulator becomes 0 if {@code reset}, else
   * itself plus the product of {@code a} and {@code b} if {@code enable}.
   *
   * @param width the bits of the accumulator; sums are modulo {@code 2^width}
   */
  public static Netlist mac(Format a, Format b, int width) {
    NetlistBuilder builder = new NetlistBuilder();
    Net reset = builder.input("reset", 1).get(0);
    Net enable = builder.input("enable", 1).get(0);
    List<Net> codeA = builder.input("a", a.bits());
    List<Net> codeB = builder.input("b", b.bits());
    ProductRow row = of(a, b, BESIDE_ACCUMULATOR).row(builder, codeA, codeB);
    builder.output("accumulator", row.accumulate(builder, width, enable, reset, Net.ONE));
    return builder.build();
  }
}
