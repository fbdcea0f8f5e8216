package bitwright.cost.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.CostException;
import bitwright.cost.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  private static final String TOOL = "Yosys 0.23 (git sha1 7ce5011c24b)";

  private static List<Measurement> rows(int count) {
    List<Measurement> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Resources found = new Resources(10 + i, i, 1, 2, 3, 4, 5);
      String primitive = i % 3 == 0 ? "fifo" : "queue";
      rows.add(new Measurement(primitive, "width=" + i, found, 1, 5, "0123456789ab", TOOL));
    }
    return rows;
  }

  @Test
  void rowsComeBackAsTheyWere() {
    List<Measurement> rows = rows(7);
    assertEquals(rows, List.copyOf(Measurements.parse(Measurements.print(rows), "t").values()));
  }

  @Test
  void aDamagedTableIsRefusedByNameAndLine() {
    String text = Measurements.print(rows(3));
    assertRefused("", "line 1");
    assertRefused(text.replace("lut", "LUT"), "line 1");
    assertRefused(text.substring(0, text.length() - 1), "line 4: the line is cut off");
    assertRefused(text.replace("0123456789ab", "0123"), "line 2: rtl '0123' is no digest");
    assertRefused(text.substring(0, text.length() - 40) + "\n", "line 4: it has 12 fields");
    assertRefused(text.replace(",11,", ",-11,"), "line 3: lut '-11' is no count");
    assertRefused(
        text.replace("width=2", "width=1"), "line 4: design 'queue width=1' is there twice");
  }

  private static void assertRefused(String text, String what) {
    var e = assertThrows(CostException.class, () -> Measurements.parse(text, "xc7.csv"), what);
    assertTrue(e.getMessage().startsWith("xc7.csv, "), e.getMessage());
    assertTrue(e.getMessage().contains(what), e.getMessage());
  }

  @Test
  void aShareOfEveryPrimitiveIsHeldOut() {
    List<Measurement> rows = rows(30);
    Set<String> held = HeldOut.of(rows, 1);
    assertEquals(3 + 6, held.size());
    assertEquals(3, held.stream().filter(id -> id.startsWith("fifo ")).count());
    List<Measurement> reversed = new ArrayList<>(rows);
    java.util.Collections.reverse(reversed);
    assertEquals(held, HeldOut.of(reversed, 1));
    assertTrue(!held.equals(HeldOut.of(rows, 2)));
  }

  @Test
  void errorsAreThoseOfTheMiddleAndOfOneInTen() {
    List<Deviation> deviations = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      Resources found = new Resources(100, 100, 0, 0, 0);
      Resources said = new Resources(i % 2 == 0 ? 100 + i : 100 - i, 100, 0, i == 10 ? 1 : 0, 0);
      deviations.add(new Deviation("p", "p " + i, said, found));
    }
    Accuracy accuracy = Accuracy.of(deviations);
    assertEquals(0.05, accuracy.lutMedian(), 1e-9);
    assertEquals(0.09, accuracy.lut90(), 1e-9);
    assertEquals(0.005, accuracy.lutBias(), 1e-9);
    assertEquals(0, accuracy.ffWorst());
    assertEquals(1, accuracy.blocksWrong());
    assertEquals(1, Deviation.relative(3, 0));
    assertEquals(0, Deviation.relative(0, 0));
  }
}
