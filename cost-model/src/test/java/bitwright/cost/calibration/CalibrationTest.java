package bitwright.cost.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.cost.CostException;
import bitwright.cost.Family;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.primitive.Primitive;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final String TEXT =
      """
      {"tool": "Yosys 0.23", "command": "calibrate", "designs": [1, true, null],
       "coefficients": {"adder": {"bits": 1.25, "ends": 0.5}, "ram": {}}}
      """;

  @Test
  void termsArePricedWithTheirCoefficients() {
    Calibration calibration = Calibration.parse(TEXT);
    assertEquals("Yosys 0.23", calibration.tool());
    assertEquals("calibrate", calibration.command());
    assertEquals(1.25, calibration.coefficient("adder", "bits"));
    assertEquals(1, calibration.coefficient("adder", "other"));
    assertEquals(1, calibration.coefficient("counter", "bits"));
    Primitive adder =
        Primitive.of("adder").luts("bits", 10).luts("ends", 3).luts("other", 2).ffs(4).carries(3);
    Technology technology = new Technology(Family.XC7, calibration);
    assertEquals(new Resources(16, 4, 3, 0, 0), technology.price(adder));
    assertEquals(15, Technology.uncorrected(Family.XC7).price(adder).lut());
  }

  @Test
  void anotherTextIsRefused() {
    String object = "{'coefficients': {}} x";
    for (String text : List.of("", "{", "[]", "{'coefficients': 1}", object, "{'a' 1}")) {
      String json = text.replace('\'', '"');
      assertThrows(CostException.class, () -> Calibration.parse(json), text);
    }
    assertThrows(CostException.class, () -> Calibration.parse(TEXT.replace("1.25", "-1")));
    assertThrows(CostException.class, () -> Calibration.parse(TEXT.replace("1.25", "[]")));
  }
}
