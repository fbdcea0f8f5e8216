package bitwright.explore.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.cost.Family;
import bitwright.cost.calibration.Measurement;
import bitwright.cost.synthesis.SynthesisException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static List<CalibrationDesign> designs() {
    return DesignSpace.of(Family.ICE40).stream()
        .filter(d -> d.primitive().equals("queue") || d.primitive().equals("fork"))
        .toList();
  }

  private static Map<String, Measurement> byId(List<Measurement> rows) {
    Map<String, Measurement> map = new LinkedHashMap<>();
    rows.forEach(row -> map.put(row.id(), row));
    return map;
  }

  @Test
  void whatIsKnownIsKeptAndWhatHasChangedIsMeasuredAgain() {
    List<CalibrationDesign> designs = designs();
    Sweep sweep = new Sweep(Family.ICE40, designs, 1, 2);
    List<Integer> progress = new ArrayList<>();
    List<Measurement> rows = sweep.run(Map.of(), soFar -> progress.add(soFar.size()));
    assertEquals(designs.size(), rows.size());
    assertEquals(0, progress.get(0));
    assertEquals(designs.size(), progress.get(progress.size() - 1));
    assertTrue(progress.size() >= 3, progress.toString());

    progress.clear();
    assertEquals(rows, sweep.run(byId(rows), soFar -> progress.add(soFar.size())));
    assertEquals(List.of(designs.size()), progress);

    Map<String, Measurement> changed = byId(rows);
    Measurement last = rows.get(rows.size() - 1);
    changed.put(
        last.id(),
        new Measurement(
            last.primitive(), last.parameters(), last.found(), 0, 1, "000000000000", last.tool()));
    progress.clear();
    assertEquals(rows, sweep.run(changed, soFar -> progress.add(soFar.size())));
    assertEquals(2, progress.size());

    List<Measurement> more = new Sweep(Family.ICE40, designs, 2, 1).run(byId(rows), soFar -> {});
    for (int i = 0; i < more.size(); i++) {
      assertEquals(2, more.get(i).seeds());
      assertTrue(more.get(i).found().lut() <= rows.get(i).found().lut());
    }
  }

  @Test
  void aDesignThatFailsIsNamed() {
    List<CalibrationDesign> designs = new ArrayList<>(designs().subList(0, 2));
    designs.add(
        new CalibrationDesign(
            "queue",
            "broken=1",
            () -> Rtl.of("broken", "input a", "  nonsense"),
            t -> bitwright.cost.Resources.NONE));
    Sweep sweep = new Sweep(Family.ICE40, designs, 1, 1);
    var e = assertThrows(SynthesisException.class, () -> sweep.run(Map.of(), soFar -> {}));
    assertTrue(e.getMessage().startsWith("design 'queue broken=1': yosys failed"), e.getMessage());
  }
}
