package bitwright.cost.primitive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.cost.Family;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductTest {
  private static final List<String> FORMATS =
      List.of(
          "int2",
          "int3",
          "int4",
          "int8",
          "int16",
          "uint2",
          "uint4",
          "uint8",
          "e2m1",
          "e3m2",
          "ue2m2",
          "e2m3",
          "e4m3fn",
          "e5m2",
          "e4m3fnuz",
          "pot2",
          "pot3",
          "pot4",
          "pot8",
          "pot3z",
          "bipolar1",
          "bipolar2",
          "bipolar4",
          "ternary");

  @Test
  void everyPairOfFormatsHasACostThatDoesNotDependOnOrder() {
    int pairs = 0;
    for (String a : FORMATS) {
      for (String b : FORMATS) {
        Format x = FormatNames.parse(a);
        Format y = FormatNames.parse(b);
        int luts = Product.of(Family.XC7, x, y).structure().lut();
        assertTrue(luts > 0, a + " × " + b + " costs nothing");
        assertEquals(luts, Product.of(Family.XC7, y, x).structure().lut(), a + " × " + b);
        pairs++;
      }
    }
    assertEquals(FORMATS.size() * FORMATS.size(), pairs);
  }

  @Test
  void widerOperandsCostMore() {
    int previous = 0;
    for (String name : List.of("int2", "int3", "int4", "int5", "int6", "int8", "int12", "int16")) {
      int luts =
          Product.of(Family.XC7, FormatNames.parse(name), FormatNames.parse("int8"))
              .structure()
              .lut();
      assertTrue(luts > previous, name);
      previous = luts;
    }
  }

  @Test
  void constantsCostTheirOnes() {
    Format uint4 = FormatNames.parse("uint4");
    assertEquals(0, Product.byConstant(Family.XC7, BigInteger.ZERO, uint4).structure().lut());
    assertEquals(0, Product.byConstant(Family.XC7, BigInteger.ONE, uint4).structure().lut());
    int three = Product.byConstant(Family.XC7, BigInteger.valueOf(3), uint4).structure().lut();
    assertTrue(three > 0);
    assertTrue(
        Product.byConstant(Family.XC7, BigInteger.valueOf(7), uint4).structure().lut() > three);
    assertTrue(
        Product.byConstant(Family.XC7, BigInteger.valueOf(-3), uint4).structure().lut() > three);
  }
}
