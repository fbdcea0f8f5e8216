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
import java.util.stream.Stream;

/** The formats worth listing, family by family. */
public final class FormatCatalog {

  private FormatCatalog() {}

  /** The formats that networks commonly use: a page of them. */
  public static List<Format> common() {
    return Stream.of(
            "bipolar1 bipolar2 bipolar4 ternary int2 int3 int4 int5 int6 int8 int12 int16",
            "uint1 uint2 uint3 uint4 uint5 uint6 uint8 uint12 uint16",
            "pot2 pot3 pot4 pot5 pot3z pot4z pot5z",
            "e1m1 e2m1 e2m2 e2m3 e3m1 e3m2 e3m3 e3m4 e4m3 e2m5 ue2m2 ue3m2 ue4m0 ue4m4",
            "e4m3fn e5m2 e4m3fnuz e5m2fnuz e4m3b11")
        .flatMap(line -> Stream.of(line.split(" ")))
        .map(FormatNames::parse)
        .toList();
  }

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
}
