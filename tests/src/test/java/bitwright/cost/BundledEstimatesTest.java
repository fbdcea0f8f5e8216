package bitwright.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.cost.folding.NetworkEstimator;
import bitwright.cost.folding.QuickEstimate;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Quick estimates of the bundled networks equal those of the cost model. */
class BundledEstimatesTest {

  private static final int FOLDS = 3;

  @Test
  void quickEstimatesAreTheCostModels() throws IOException {
    int compared = 0;
    List<Path> models;
    try (var files = Files.list(Path.of("..", "models"))) {
      models = files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
    }
    for (Path model : models) {
      Network network = QonnxImporter.read(model, ImportOptions.defaults());
      NetworkEstimator estimator = new NetworkEstimator(network, Device.DEFAULT);
      Random random = new Random(1);
      for (int i = 0; i < FOLDS; i++) {
        List<Fold> folds =
            network.layers().stream()
                .map(Folding::legal)
                .map(legal -> legal.get(random.nextInt(legal.size())))
                .toList();
        AcceleratorPlan plan = AcceleratorPlan.of(network, folds, Device.DEFAULT.family().cells());
        Estimate full = CostModel.estimate(plan, Device.DEFAULT);
        QuickEstimate quick = estimator.estimate(plan);
        assertEquals(full.total(), quick.total(), model + " " + folds);
        assertEquals(full.cyclesPerInference(), quick.cyclesPerInference());
        assertEquals(full.fmaxMHz(), quick.fmaxMHz());
        compared++;
      }
    }
    assertTrue(compared >= 27, compared + " estimates compared");
  }
}
