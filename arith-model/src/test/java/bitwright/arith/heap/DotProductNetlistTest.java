package bitwright.arith.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.TernaryFormat;
import bitwright.arith.format.WithZeroFormat;
import bitwright.arith.heap.DotProductSpec.Accumulation;
import bitwright.arith.product.Product;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DotProductNetlistTest {
  private static final BipolarFormat SIGN = new BipolarFormat(1);

  private static List<Format> formats() {
    List<Format> formats = new ArrayList<>();
    for (int bits : new int[] {1, 2, 3, 4, 8}) {
      formats.add(IntegerFormat.unsigned(bits));
      if (bits > 1) {
        formats.add(IntegerFormat.signed(bits));
      }
    }
    formats.add(new IntegerFormat(4, true, true));
    formats.add(new TernaryFormat());
    formats.add(SIGN);
    formats.add(new BipolarFormat(3));
    formats.add(new WithZeroFormat(SIGN));
    return formats;
  }

  @Test
  void everyPairOfFormatsIsExact() {
    int pairs = 0;
    for (Format weight : formats()) {
      for (Format input : formats()) {
        int bits = weight.bits() + input.bits() + 4;
        for (int terms : new int[] {1, 5}) {
          int levels = (pairs + terms) % 3;
          DotProductCheck.assertExact(
              new DotProductSpec(weight, input, terms, bits, Accumulation.NONE, levels, levels / 2),
              pairs);
        }
        pairs++;
      }
    }
    assertEquals(14 * 14, pairs);
  }

  /** Products with minifloats and powers of two, which enter the heap as rows. */
  @Test
  void everyPairWithAFormatOfExponentsIsExact() {
    List<Format> formats = new ArrayList<>();
    for (String name :
        List.of("e2m1", "e3m2", "e4m3fn", "ue2m2", "pot3", "pot4z", "int4", "uint2", "ternary")) {
      formats.add(FormatNames.parse(name));
    }
    formats.add(SIGN);
    formats.add(new WithZeroFormat(SIGN));
    formats.add(new WithZeroFormat(FormatNames.parse("pot3")));
    int specs = 0;
    for (Format weight : formats) {
      for (Format input : formats) {
        if (LinearProduct.supports(weight) && LinearProduct.supports(input)) {
          continue;
        }
        int bits = Product.range(weight, input).signedBits() + 3;
        for (int terms : new int[] {1, 5}) {
          Accumulation accumulation = Accumulation.values()[specs % 3];
          int levels = specs % 4;
          DotProductCheck.assertExact(
              new DotProductSpec(weight, input, terms, bits, accumulation, levels, levels / 2),
              specs);
          specs++;
        }
      }
    }
    assertEquals(2 * (12 * 12 - 5 * 5), specs);
  }

  /**
   * Two products of 6 by 6 bits, three of 4 by 4, six of 2 by 2, twelve of ±1: 2^24 inputs each.
   */
  @Test
  void allInputsOf24BitsAreExact() {
    long vectors = 0;
    for (int terms : new int[] {2, 3}) {
      int bits = DotProductCheck.EXHAUSTIVE_BITS / 2 / terms;
      Format weight = IntegerFormat.signed(bits);
      Format input = bits == 4 ? IntegerFormat.unsigned(bits) : weight;
      Accumulation none = Accumulation.NONE;
      DotProductSpec spec = new DotProductSpec(weight, input, terms, 2 * bits + 3, none, 0);
      DotProductCheck check = new DotProductCheck(spec, DotProductNetlist.of(spec).netlist(), 0);
      assertEquals(0, check.exhaustive(), spec::toString);
      vectors += check.vectors();
    }
    assertEquals(2L << DotProductCheck.EXHAUSTIVE_BITS, vectors);
  }

  /** A heap of 78 columns and few rows, which a schedule once could not end. */
  @Test
  void wideProductsAreExact() {
    Format format = FormatNames.parse("e5m2finite");
    for (int terms : new int[] {2, 6, 16}) {
      DotProductCheck.assertExact(
          new DotProductSpec(format, format, terms, 78, Accumulation.RESETTABLE, 0), terms);
    }
  }
}
