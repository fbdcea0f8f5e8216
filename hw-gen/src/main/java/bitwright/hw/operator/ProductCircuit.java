package bitwright.hw.operator;

import static bitwright.hw.chisel.Type.bits;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Clocking;

/**
 * A combinational module with the exact product of two codes: {@code product = image(a) ·
 * image(b)}, two's complement if a factor can be negative, else unsigned; or the low bits of it,
 * where no more are wanted.
 */
public final class ProductCircuit extends Circuit {
  /** A code of the first format. */
  public final Bits a;

  /** A code of the second format. */
  public final Bits b;

  /** The product of the images. */
  public final Bits product;

  /** The whole product, {@code Products.range(a, b).bits()} wide. */
  public ProductCircuit(Format formatA, Format formatB) {
    this(formatA, formatB, Products.range(formatA, formatB).bits());
  }

  /** The product modulo 2^width. */
  public ProductCircuit(Format formatA, Format formatB, int width) {
    super(moduleName(formatA, formatB, width), Clocking.NONE);
    IntegerRange range = Products.range(formatA, formatB);
    describe(
        "Exact product of the images of two codes: product = image(a) * image(b), a in %s, b in %s."
            .formatted(formatA.name(), formatB.name()),
        width == range.bits()
            ? "It lies in %s .. %s: %d bits%s."
                .formatted(
                    range.min(), range.max(), width, range.signed() ? ", two's complement" : "")
            : "Only the low %d of its %d bits leave: no more are wanted."
                .formatted(width, range.bits()),
        "An image is the value in units of 2^%d for a, 2^%d for b."
            .formatted(formatA.unitExponent(), formatB.unitExponent()));
    a = input("a", bits(formatA.bits()));
    b = input("b", bits(formatB.bits()));
    product = output("product", bits(width));
    product.set(Products.product(formatA, a, formatB, b).modulo(width));
    if (width < Products.range(formatA, formatB).bits()) {
      unused(a.above(b));
    }
  }

  private static String moduleName(Format a, Format b, int width) {
    String suffix = width == Products.range(a, b).bits() ? "" : "_w" + width;
    return "Product_" + identifier(a) + "_" + identifier(b) + suffix;
  }

  /**
   * The name of a format as part of a Verilog identifier; a minus sign becomes {@code n}, {@code
   * +0} becomes {@code _or0}.
   */
  public static String identifier(Format format) {
    return format.name().replace('-', 'n').replace("+0", "_or0");
  }
}
