package bitwright.explore.allocate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.network.Network;
import bitwright.cost.CostModel;
import bitwright.cost.Device;
import bitwright.cost.Estimate;
import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobRunner;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Target;
import bitwright.explore.job.Workspace;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.quantize.ptq.Mixture;
import bitwright.quantize.ptq.QonnxWriter;
import bitwright.quantize.ptq.QuantizationSpec;
import bitwright.quantize.ptq.QuantizedNetwork;
import bitwright.quantize.real.RealEvaluator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against all 81 choices of three formats for the four layers of the bundled network. */
class AllocatorTest {

  private static final List<String> FORMATS = List.of("int3", "int4", "int6");
  private static final int LAYERS = 4;
  private static final int IMAGES = 40;
  private static final Workspace WORKSPACE = new Workspace();

  private static JobSpec base;
  private static Allocator allocator;
  private static List<Known> all;

  /** What is known of a choice without the allocator. */
  private record Known(List<String> formats, int lut, double bram36, long fps, double divergence) {}

  @BeforeAll
  static void enumerate() throws IOException {
    base = job(QuantizationSpec.of("int8", "int8"));
    List<QuantizationSpec.Layer> pairs =
        FORMATS.stream().map(f -> new QuantizationSpec.Layer(f, f)).toList();
    allocator = new Allocator(WORKSPACE, base, pairs);
    List<QuantizedNetwork> wholes =
        pairs.stream()
            .map(p -> base.quantization().withFormats(p).options())
            .map(WORKSPACE.quantizer(base)::quantize)
            .toList();
    Mixture mixture = new Mixture(wholes, wholes, wholes.get(0));
    all = new ArrayList<>();
    for (int code = 0; code < 81; code++) {
      int[] choice = {code % 3, code / 3 % 3, code / 9 % 3, code / 27};
      all.add(known(choice, mixture.network(choice)));
    }
  }

  private static JobSpec job(QuantizationSpec quantization) throws IOException {
    Path models = Path.of("..", "models");
    return new JobSpec(
        DataFile.of(models.resolve("float/digits-cnn-float.onnx")),
        DataFile.of(models.resolve("digits-calibration.npy")),
        IMAGES,
        DataFile.of(models.resolve("digits.npy")),
        DataFile.of(models.resolve("digits-labels.npy")),
        100,
        "pixels",
        quantization,
        List.of(new Target("xc7z020", "portable", 4096)));
  }

  private static Known known(int[] choice, QuantizedNetwork quantized) {
    Network network =
        QonnxImporter.load(QonnxWriter.write(quantized), "q", ImportOptions.defaults()).network();
    Estimate estimate =
        CostModel.estimate(JobRunner.plan(network, base.targets().get(0)), Device.find("xc7z020"));
    RealEvaluator real = new RealEvaluator(WORKSPACE.network(base.model()));
    RealEvaluator coded = quantized.evaluator();
    double sum = 0;
    for (double[] image : WORKSPACE.calibration(base).doubles()) {
      sum += divergence(real.outputs(image), coded.outputs(image));
    }
    List<String> formats = new ArrayList<>();
    for (int option : choice) {
      formats.add(FORMATS.get(option));
    }
    return new Known(
        formats,
        estimate.total().lut(),
        estimate.total().bram36(),
        estimate.framesPerSecond(),
        sum / IMAGES);
  }

  /** {@code Σ p·ln(p/q)} of softmax p and q, straight from the definition. */
  private static double divergence(double[] scores, double[] others) {
    double total = 0;
    double otherTotal = 0;
    for (int c = 0; c < scores.length; c++) {
      total += Math.exp(scores[c]);
      otherTotal += Math.exp(others[c]);
    }
    double sum = 0;
    for (int c = 0; c < scores.length; c++) {
      double p = Math.exp(scores[c]) / total;
      sum += p * Math.log(p / (Math.exp(others[c]) / otherTotal));
    }
    return sum;
  }

  private static Known best(Budget budget) {
    return all.stream()
        .filter(k -> k.lut <= budget.lut() && k.bram36 <= budget.bram36())
        .filter(k -> k.fps >= budget.framesPerSecond())
        .min(Comparator.comparingDouble(Known::divergence))
        .orElseThrow();
  }

  private static List<String> formats(Allocation allocation) {
    return allocation.quantization().layers().values().stream()
        .map(QuantizationSpec.Layer::weights)
        .toList();
  }

  private static Known known(Allocation allocation) {
    return all.stream()
        .filter(k -> k.formats.equals(formats(allocation)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void findsTheOptimumOfAllChoicesWithinLuts() {
    List<Integer> luts = all.stream().map(Known::lut).sorted().toList();
    int budgets = 0;
    int optimal = 0;
    StringBuilder missed = new StringBuilder();
    for (int i = 0; i < luts.size(); i += 4) {
      Budget budget = Budget.lut(luts.get(i));
      Allocation found = allocator.allocate(budget).orElseThrow();
      Known known = known(found);
      assertTrue(known.lut <= budget.lut(), known + " for " + budget);
      assertEquals(known.lut, found.lut(), found.toString());
      assertEquals(known.lut, found.predictedLut(), 1e-6, found.toString());
      assertEquals(known.divergence, found.divergence(), 1e-9, found.toString());
      Known best = best(budget);
      budgets++;
      if (known.divergence <= best.divergence + 1e-12) {
        optimal++;
      } else {
        missed.append(" %s, not %s;".formatted(known, best));
      }
    }
    assertEquals(21, budgets);
    assertEquals(budgets, optimal, "missed:" + missed);
  }

  @Test
  void heedsBlockMemoriesAndRate() {
    List<Double> brams = all.stream().map(Known::bram36).distinct().sorted().toList();
    assertTrue(brams.size() >= 3, brams.toString());
    Budget few = Budget.NONE.withBram36(brams.get(1));
    Known memory = known(allocator.allocate(few).orElseThrow());
    assertTrue(memory.bram36 <= brams.get(1), memory.toString());
    List<Long> rates = all.stream().map(Known::fps).distinct().sorted().toList();
    assertTrue(rates.size() >= 2, rates.toString());
    Budget fast = Budget.NONE.withFramesPerSecond(rates.get(rates.size() - 1));
    Known rate = known(allocator.allocate(fast).orElseThrow());
    assertTrue(rate.fps >= fast.framesPerSecond(), rate.toString());
    Optional<Allocation> free = allocator.allocate(Budget.NONE);
    assertEquals(List.of("int6", "int6", "int6", "int6"), formats(free.orElseThrow()));
  }

  @Test
  void nothingFits() {
    assertTrue(allocator.allocate(Budget.lut(100)).isEmpty());
    assertTrue(allocator.allocate(Budget.NONE.withFramesPerSecond(1L << 40)).isEmpty());
  }

  @Test
  void otherMeasuresOfImportanceStayWithinTheBudget() {
    int allocations = 0;
    for (Importance importance : List.of(Importance.LIM, Importance.ZD, Importance.NOISE)) {
      Known known = known(allocator.allocate(Budget.lut(5000), importance).orElseThrow());
      assertTrue(known.lut <= 5000, importance + " " + known);
      assertTrue(known.divergence >= best(Budget.lut(5000)).divergence, importance.toString());
      allocations++;
    }
    assertEquals(3, allocations);
  }

  @Test
  void theSameEachTime() throws IOException {
    Allocator again =
        new Allocator(
            new Workspace(),
            base,
            FORMATS.stream().map(f -> new QuantizationSpec.Layer(f, f)).toList());
    assertEquals(allocator.allocate(Budget.lut(4500)), again.allocate(Budget.lut(4500)));
    assertEquals(
        LAYERS, allocator.allocate(Budget.lut(4500)).orElseThrow().quantization().layers().size());
  }

  @Test
  void techniquesAreSettledOnTheWholeNetwork() throws IOException {
    JobSpec gptq = job(QuantizationSpec.of("int8", "int8").with(List.of("gptq")));
    List<QuantizationSpec.Layer> formats =
        List.of(
            new QuantizationSpec.Layer("int3", "int3"), new QuantizationSpec.Layer("int4", "int4"));
    Allocation found =
        new Allocator(WORKSPACE, gptq, formats).allocate(Budget.lut(4200)).orElseThrow();
    assertEquals(List.of("gptq"), found.quantization().techniques());
    assertEquals(2, formats(found).stream().distinct().count(), found.toString());
    Known whole =
        known(new int[4], WORKSPACE.quantizer(gptq).quantize(found.quantization().options()));
    assertTrue(whole.lut <= 4200, whole.toString());
    assertEquals(whole.lut, found.lut());
    assertEquals(whole.divergence, found.divergence(), 1e-9);
  }
}
