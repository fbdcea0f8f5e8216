package bitwright.explore.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Family;
import bitwright.cost.Technology;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FreshDesignsTest {
  private static final int COUNT = 150;

  private static List<String> ids(List<CalibrationDesign> designs) {
    return designs.stream().map(CalibrationDesign::id).toList();
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void noneIsInTheTableAndEveryPrimitiveIsThere(Family family) {
    List<CalibrationDesign> fresh = FreshDesigns.of(family, 5, COUNT);
    List<CalibrationDesign> table = DesignSpace.of(family);
    assertTrue(fresh.size() >= COUNT, fresh.size() + " designs");
    Set<String> all = new HashSet<>(ids(table));
    for (CalibrationDesign design : fresh) {
      assertTrue(all.add(design.id()), design.id());
      assertTrue(design.formula().apply(Technology.of(family)).lut() >= 0);
    }
    assertEquals(primitives(table), primitives(fresh));
  }

  private static Set<String> primitives(List<CalibrationDesign> designs) {
    return designs.stream().map(CalibrationDesign::primitive).collect(Collectors.toSet());
  }

  @Test
  void aProductIsNotThatOfTheTableTheOtherWayRound() {
    Set<String> table = new HashSet<>(ids(DesignSpace.of(Family.ICE40)));
    List<String> products =
        ids(FreshDesigns.of(Family.ICE40, 5, 1000)).stream()
            .filter(id -> id.startsWith("product"))
            .toList();
    assertTrue(products.size() > 60, products.size() + " products");
    for (String id : products) {
      String turned = id.replaceAll("a=(\\w+) b=(\\w+)", "a=$2 b=$1");
      assertFalse(table.contains(turned), turned);
    }
    assertTrue(table.contains("product a=int8 b=int8"));
  }

  @Test
  void theSeedDecides() {
    List<CalibrationDesign> once = FreshDesigns.of(Family.ICE40, 5, COUNT);
    List<CalibrationDesign> again = FreshDesigns.of(Family.ICE40, 5, COUNT);
    assertEquals(ids(once), ids(again));
    for (int i = 0; i < once.size(); i += 25) {
      assertEquals(once.get(i).rtl().get().digest(), again.get(i).rtl().get().digest());
    }
    assertNotEquals(ids(once), ids(FreshDesigns.of(Family.ICE40, 6, COUNT)));
  }
}
