package bitwright.arith.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packed products come apart exactly, for all operands where they have at most 24 bits. */
class DspPackingTest {

  @ParameterizedTest(name = "{0} × {1}: {2} lanes")
  @CsvSource({
    "int4, uint4, 4, 1048576",
    "int4, int4, 4, 1048576",
    "uint4, uint4, 3, 65536",
    "uint4, int4, 3, 65536",
    "int8, uint8, 2, 16777216",
    "int8, int8, 2, 16777216",
    "int2, uint2, 8, 262144",
    "int3, int2, 6, 1048576",
    "int3, uint3, 5, 262144",
    "int6, uint6, 2, 262144",
    "int5, int3, 3, 262144"
  })
  void everyOperandComesApart(String weight, String input, int lanes, int vectors) {
    Format w = FormatNames.parse(weight);
    Format x = FormatNames.parse(input);
    DspPacking packing = DspPacking.of(w, x).orElseThrow();
    assertEquals(lanes, packing.lanes());
    assertTrue(packing.wideBits() <= 25 && packing.narrowBits() <= 18, packing.toString());
    assertEquals(vectors, sweep(packing, w, x));
  }

  @Test
  void leftOverRowsComeApartToo() {
    Format w = FormatNames.parse("int4");
    Format x = FormatNames.parse("int4");
    DspPacking packing = DspPacking.of(w, x).orElseThrow();
    for (int lanes = 1; lanes < packing.lanes(); lanes++) {
      assertEquals(1 << (4 * lanes + 4), sweep(packing.with(lanes), w, x));
    }
  }

  @Test
  void rowsAreSpreadEvenlyOverAsFewMultipliersAsHoldThem() {
    DspPacking packing =
        DspPacking.of(FormatNames.parse("int4"), FormatNames.parse("uint4")).orElseThrow();
    for (int rows = 1; rows <= 20; rows++) {
      List<Integer> lanes = packing.share(rows).stream().map(DspPacking::lanes).toList();
      assertEquals((rows + 3) / 4, lanes.size());
      assertEquals(rows, lanes.stream().mapToInt(Integer::intValue).sum());
      assertTrue(lanes.get(0) - lanes.get(lanes.size() - 1) <= 1, lanes.toString());
    }
    assertEquals(List.of(3, 2), packing.share(5).stream().map(DspPacking::lanes).toList());
    assertEquals(8, packing.with(1).productBits());
    assertEquals(29, packing.productBits());
  }

  @Test
  void onlyNarrowIntegersArePacked() {
    int refused = 0;
    for (String name : List.of("int9", "e2m1", "bipolar1", "bipolar3", "ternary", "pot3")) {
      Format format = FormatNames.parse(name);
      assertTrue(DspPacking.of(format, FormatNames.parse("uint4")).isEmpty(), name);
      assertTrue(DspPacking.of(FormatNames.parse("int4"), format).isEmpty(), name);
      refused++;
    }
    assertEquals(6, refused);
  }

  private static int sweep(DspPacking packing, Format weight, Format input) {
    int lanes = packing.lanes();
    int codeBits = weight.bits();
    int mask = weight.codes() - 1;
    int tried = 0;
    int[] codes = new int[lanes];
    for (int all = 0; all < 1 << (lanes * codeBits); all++) {
      for (int lane = 0; lane < lanes; lane++) {
        codes[lane] = all >> (lane * codeBits) & mask;
      }
      long wide = packing.wide(codes);
      for (int code = 0; code < input.codes(); code++) {
        long a = input.image(code).longValue();
        long[] products = packing.products(wide * a, codes, code);
        for (int lane = 0; lane < lanes; lane++) {
          long w = weight.image(codes[lane]).longValue() + packing.bias(lane);
          if (products[lane] != w * a) {
            throw new AssertionError(
                "%s: lane %d of %s with input %d gives %s, not %d"
                    .formatted(packing, lane, Arrays.toString(codes), code, products[lane], w * a));
          }
        }
        tried++;
      }
    }
    return tried;
  }
}
