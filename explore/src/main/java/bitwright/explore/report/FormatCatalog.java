package bitwright.explore.report;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.MinifloatFormat.Specials;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.arith.format.TernaryFormat;
import java.util.ArrayList;
import java.util.List;

/** All formats, family by family. */
public final class FormatCatalog {

  private FormatCatalog() {}

  /**
   * Every format with its customary bias: integers of 2 to 16 bits, minifloats of 3 to 8 bits,
   * powers of two and bipolar integers of up to 8 bits, and ternary.
   */
  public static List<Format> all() {
    List<Format> formats = new ArrayList<>();
    for (int bits = 1; bits <= 8; bits++) {
      formats.add(new BipolarFormat(bits));
    }
    formats.add(new TernaryFormat());
    for (int bits = 2; bits <= 16; bits++) {
      formats.add(IntegerFormat.signed(bits));
    }
    for (int bits = 1; bits <= 16; bits++) {
      formats.add(IntegerFormat.unsigned(bits));
    }
    for (boolean zero : new boolean[] {false, true}) {
      for (int bits = 2; bits <= 8; bits++) {
        formats.add(new PowerOfTwoFormat(bits, zero));
      }
    }
    for (boolean signed : new boolean[] {true, false}) {
      for (int bits = 3; bits <= 8; bits++) {
        int magnitude = bits - (signed ? 1 : 0);
        for (int x = 1; x <= magnitude; x++) {
          int bias = MinifloatFormat.defaultBias(x, Specials.NONE);
          formats.add(new MinifloatFormat(x, magnitude - x, bias, signed, Specials.NONE));
        }
      }
    }
    for (String name : List.of("e4m3fn", "e5m2", "e4m3fnuz", "e5m2fnuz", "e4m3b11")) {
      formats.add(FormatNames.parse(name));
    }
    return List.copyOf(formats);
  }

  /** The family of a format, in words. */
  public static String family(Format format) {
    if (format instanceof BipolarFormat) {
      return format.bits() == 1 ? "binary (XNOR)" : "odd integer";
    }
    if (format instanceof TernaryFormat) {
      return "ternary";
    }
    if (format instanceof PowerOfTwoFormat) {
      return "power of two";
    }
    return format instanceof IntegerFormat ? "integer" : "minifloat";
  }
}
