package bitwright.arith.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.MinifloatFormat.Specials;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.arith.format.TernaryFormat;
import bitwright.arith.format.WithZeroFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every shape of format up to 8 bits with every other, all codes. */
class AllProductsTest {

  /** One pair in so many, unless with -Dbitwright.nightly=true. */
  private static final int SAMPLE = 79;

  private static List<Format> formats() {
    List<Format> formats = new ArrayList<>();
    for (int x = 1; x <= 8; x++) {
      for (int y = 0; x + y <= 8; y++) {
        for (boolean signed : new boolean[] {true, false}) {
          int bits = x + y + (signed ? 1 : 0);
          if (bits >= 3 && bits <= 8) {
            int bias = MinifloatFormat.defaultBias(x, Specials.NONE);
            formats.add(new MinifloatFormat(x, y, bias, signed, Specials.NONE));
          }
        }
      }
    }
    for (String name : List.of("e5m2", "e4m3fn", "e4m3fnuz", "e3m2ieee", "e4m2ieee", "int4n")) {
      formats.add(FormatNames.parse(name));
    }
    for (int bits = 2; bits <= 8; bits++) {
      formats.add(IntegerFormat.signed(bits));
      formats.add(new PowerOfTwoFormat(bits, false));
      formats.add(new PowerOfTwoFormat(bits, true));
    }
    for (int bits = 1; bits <= 8; bits++) {
      formats.add(IntegerFormat.unsigned(bits));
      formats.add(new BipolarFormat(bits));
    }
    formats.add(new TernaryFormat());
    for (String base : List.of("bipolar1", "bipolar2", "bipolar4", "pot2", "pot4")) {
      formats.add(new WithZeroFormat(FormatNames.parse(base)));
    }
    return formats;
  }

  @Test
  void everyPairOfCodesOfEveryPairOfFormatsIsExact() {
    int step = Boolean.getBoolean("bitwright.nightly") ? 1 : SAMPLE;
    List<Format> formats = formats();
    ProductBench bench = new ProductBench();
    int pair = 0;
    int checked = 0;
    for (int i = 0; i < formats.size(); i++) {
      for (int j = i; j < formats.size(); j++) {
        if (pair++ % step == 0) {
          Format a = formats.get(i);
          Format b = formats.get(j);
          bench.check(a, b, Product.netlist(a, b));
          checked++;
        }
      }
    }
    assertEquals(109 * 110 / 2, pair);
    assertEquals((pair + step - 1) / step, checked);
    assertNull(bench.first);
  }
}
