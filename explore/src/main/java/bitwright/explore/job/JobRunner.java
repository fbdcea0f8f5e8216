package bitwright.explore.job;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Folding;
import bitwright.cost.CostException;
import bitwright.cost.CostModel;
import bitwright.cost.Device;
import bitwright.cost.Estimate;
import bitwright.cost.LayerEstimate;
import bitwright.cost.Resources;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.quantize.ptq.FormatException;
import bitwright.quantize.ptq.QonnxWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Does jobs. The accuracy is that of the golden model of the very file that hardware is generated
 * from: what the quantizer writes is read back before anything is counted.
 */
public final class JobRunner {

  private final Workspace workspace;

  /** A runner that shares a workspace. */
  public JobRunner(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Does a job.
   *
   * @throws IllegalArgumentException in one sentence, if a file is not acceptable; formats that
   *     cannot be built are a failed result instead
   */
  public JobResult run(JobSpec job) {
    byte[] model;
    try {
      model = quantized(job);
    } catch (FormatException e) {
      return JobResult.failed(job.hash(), e.getMessage());
    }
    return run(job, model);
  }

  /** Does the rest of a job whose network {@link #quantized} has quantized. */
  public JobResult run(JobSpec job, byte[] model) {
    Images images = workspace.inputs(job);
    int[] labels = workspace.labels(job);
    Network network;
    List<Price> prices = new ArrayList<>();
    try {
      network = QonnxImporter.load(model, "quantized", ImportOptions.defaults()).network();
      for (Target target : job.targets()) {
        prices.add(price(network, target));
      }
    } catch (ImportException | CostException e) {
      return JobResult.failed(job.hash(), e.getMessage());
    }
    Evaluation golden = new GoldenModel(network).evaluate(images.values());
    int right = 0;
    StringBuilder correct = new StringBuilder();
    int digit = 0;
    for (int i = 0; i < images.count(); i++) {
      if (golden.argMax(i) == labels[i]) {
        right++;
        digit |= 1 << i % 4;
      }
      if (i % 4 == 3 || i == images.count() - 1) {
        correct.append(Character.forDigit(digit, 16));
        digit = 0;
      }
    }
    return new JobResult(job.hash(), images.count(), correct.toString(), right, prices, "");
  }

  /** The quantized network of a job as a QONNX file. */
  public byte[] quantized(JobSpec job) {
    return QonnxWriter.write(workspace.quantizer(job).quantize(job.quantization().options()));
  }

  /** The accelerator that a target means. */
  public static AcceleratorPlan plan(Network network, Target target) {
    Cells cells =
        target.cells().equals("portable")
            ? Cells.PORTABLE
            : Device.find(target.device()).family().cells();
    return AcceleratorPlan.of(network, Folding.balanced(network, target.cycles()), cells);
  }

  private static Price price(Network network, Target target) {
    Estimate estimate = CostModel.estimate(plan(network, target), Device.find(target.device()));
    List<Price.LayerPrice> layers = new ArrayList<>();
    for (int i = 0; i < estimate.layers().size(); i++) {
      LayerEstimate layer = estimate.layers().get(i);
      Resources r = layer.resources();
      layers.add(
          new Price.LayerPrice(
              layer.name(),
              LayerFormats.weights(network.layers().get(i)),
              LayerFormats.activations(network.layers().get(i)),
              r.lut(),
              r.ff(),
              r.bram36(),
              r.dsp(),
              layer.cycles()));
    }
    Resources total = estimate.total();
    return new Price(
        target,
        total.lut(),
        total.ff(),
        total.carry(),
        total.bram36(),
        total.dsp(),
        estimate.cyclesPerInference(),
        estimate.fmaxMHz(),
        estimate.framesPerSecond(),
        estimate.fits(),
        estimate.rough(),
        layers);
  }
}
