package bitwright.arith.product;

import bitwright.arith.fabric.Net;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import java.util.ArrayList;
import java.util.List;

/** One way to build the product of two codes. */
sealed interface ProductStructure permits RecodedProduct, ShiftedProduct, TableProduct {

  /**
   * Builds the product of two codes.
   *
   * @param a the bits of a code, the lowest first
   * @param b the bits of the other code
   */
  ProductRow row(Placement placement, List<Net> a, List<Net> b);

  /**
   * Every way to build the product of two formats.
   *
   * @param absorb the most nets of a bit of the row
   */
  static List<ProductStructure> all(Format a, Format b, int absorb) {
    List<ProductStructure> all = new ArrayList<>();
    if (RecodedProduct.covers(a, b, absorb)) {
      all.add(new RecodedProduct());
    }
    if (TableProduct.covers(a, b)) {
      all.add(new TableProduct(a, b, absorb));
    }
    int shift = ShiftedProduct.greatestShift(a, b);
    for (ShiftStrategy strategy : ShiftStrategy.all(shift)) {
      all.add(new ShiftedProduct(a, b, strategy, absorb));
    }
    return all;
  }

  /** The range of the product over all pairs of codes. */
  static IntegerRange range(Format a, Format b) {
    return levels(a).times(levels(b));
  }

  private static IntegerRange levels(Format format) {
    return IntegerRange.of(format.levels().min(), format.levels().max());
  }
}
