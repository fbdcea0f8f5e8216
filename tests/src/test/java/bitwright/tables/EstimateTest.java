package bitwright.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Cells;
import bitwright.cost.CostModel;
import bitwright.cost.Device;
import bitwright.cost.Estimate;
import bitwright.cost.LayerEstimate;
import bitwright.cost.Resources;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Estimates of whole accelerators are as near to synthesis as is promised; with {@code
 * -Dbitwright.nightly=true} of every bundled network at three folds, portable and of native cells.
 */
class EstimateTest {
  private static final boolean NIGHTLY = Boolean.getBoolean("bitwright.nightly");

  private record Choice(String network, FoldSize size, Cells cells) {}

  private static EstimateTable table;

  private static List<Choice> choices() {
    Stream<Choice> all =
        BundledNetworks.NAMES.stream()
            .flatMap(
                name ->
                    Stream.of(FoldSize.values())
                        .flatMap(
                            size ->
                                Stream.of(Cells.PORTABLE, Cells.LUT6_CARRY4)
                                    .map(cells -> new Choice(name, size, cells))));
    List<Choice> few =
        List.of(
            new Choice("digits-xnor", FoldSize.DEFAULT, Cells.PORTABLE),
            new Choice("digits-int4", FoldSize.SMALLER, Cells.LUT6_CARRY4),
            new Choice("digits-cnn-xnor", FoldSize.SMALLER, Cells.LUT6_CARRY4));
    return all.filter(choice -> NIGHTLY || few.contains(choice)).toList();
  }

  @BeforeAll
  static void synthesize(@TempDir Path folder) {
    SynthesizedFiles synthesis = new SynthesizedFiles(new ResultFile(folder.resolve("e.csv")));
    List<Callable<EstimateRow>> tasks =
        choices().stream()
            .map(
                c ->
                    (Callable<EstimateRow>)
                        () -> Estimates.row(synthesis, 1, c.network, c.size, c.cells))
            .toList();
    table = new EstimateTable(Workers.all(2, tasks));
  }

  @Test
  void estimatesAreWithinTheirLimits() {
    assertEquals(NIGHTLY ? 54 : 3, table.rows().size());
    // The median is promised of all networks, not of three of them.
    List<String> complaints =
        NIGHTLY
            ? table.complaints()
            : table.rows().stream().flatMap(row -> row.complaints().stream()).toList();
    assertEquals(List.of(), complaints, table::markdown);
  }

  @Test
  void estimatesThatAreFurtherOffAreRejected() {
    for (EstimateRow row : table.rows()) {
      Resources r = row.synthesized();
      assertEquals(List.of(), row.withEstimate(r).complaints());
      assertFalse(row.withEstimate(r.plusLuts(r.lut() * 8 / 100 + 1)).complaints().isEmpty());
      assertFalse(row.withEstimate(r.plusLuts(-r.lut() * 8 / 100 - 1)).complaints().isEmpty());
      assertFalse(row.withEstimate(r.plusFfs(r.ff() * 6 / 100 + 1)).complaints().isEmpty());
      assertFalse(row.withEstimate(r.plus(Resources.blockRams(1))).complaints().isEmpty());
    }
    List<EstimateRow> fivePercent =
        table.rows().stream()
            .map(row -> row.withEstimate(row.synthesized().plusLuts(row.synthesized().lut() / 20)))
            .toList();
    assertTrue(new EstimateTable(fivePercent).complaints().get(0).contains("median"));
  }

  @Test
  void layersAddUpAndTakeTheCyclesOfTheirFold() {
    for (String name : BundledNetworks.NAMES) {
      AcceleratorPlan plan = AcceleratorPlan.balanced(BundledNetworks.read(name));
      Estimate estimate = CostModel.estimate(plan, Device.DEFAULT);
      assertEquals(plan.layers().size(), estimate.layers().size());
      for (int i = 0; i < plan.layers().size(); i++) {
        LayerEstimate cost = estimate.layers().get(i);
        assertEquals(plan.layers().get(i).cyclesPerFrame(), cost.cycles());
        assertTrue(cost.resources().lut() > 0 && cost.resources().ff() > 0, cost::name);
        assertFalse(cost.rough(), cost::name);
      }
      assertEquals(
          estimate.total().lut(),
          estimate.layers().stream().mapToInt(l -> l.resources().lut()).sum());
      assertEquals(plan.cyclesPerInference(), estimate.cyclesPerInference());
      assertEquals(
          estimate.fmaxMHz() * 1_000_000L / plan.cyclesPerInference(), estimate.framesPerSecond());
      assertTrue(estimate.fits());
      assertTrue(estimate.fmaxMHz() > 50 && estimate.fmaxMHz() < 500);
    }
  }
}
