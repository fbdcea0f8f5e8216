package bitwright.explore.study;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.cost.Device;
import bitwright.cost.Resources;
import bitwright.cost.synthesis.Synthesis;
import bitwright.cost.synthesis.Yosys;
import bitwright.explore.job.Images;
import bitwright.explore.job.JobRunner;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Target;
import bitwright.explore.job.Workspace;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.sim.CoSimulation;
import bitwright.sim.SimulationOptions;
import bitwright.sim.Timing;
import bitwright.sim.VerificationReport;
import bitwright.sim.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures what estimates said of a finalist: generates its accelerator, compares every code of
 * every layer with the golden model in simulation, and synthesizes it.
 */
final class FinalistRunner {

  private final Workspace workspace;
  private final JobRunner runner;
  private final int vectors;
  private final String simulator;
  private final String synthesizer;

  /**
   * A runner.
   *
   * @param vectors images to simulate, from the first on
   */
  FinalistRunner(Workspace workspace, int vectors) {
    this.workspace = workspace;
    this.runner = new JobRunner(workspace);
    this.vectors = vectors;
    this.simulator = Tool.VERILATOR.version().orElse("Verilator");
    this.synthesizer = Yosys.installed().version();
  }

  /** Names and versions of the tools that measure. */
  String tools() {
    return simulator + ", " + synthesizer;
  }

  /**
   * Checks that all tools are installed, before long work.
   *
   * @throws bitwright.sim.tool.ToolMissingException if the simulator is not
   * @throws bitwright.cost.synthesis.ToolMissingException if Yosys is not
   */
  static void requireTools() {
    Tool.require(Tool.VERILATOR, Tool.COMPILER, Tool.MAKE);
    Yosys.installed().version();
  }

  /**
   * Measures one target of a job.
   *
   * @param folder is given the quantized network as {@code model.onnx}, and the accelerator
   * @throws bitwright.sim.tool.ToolMissingException if the simulator is not installed
   * @throws bitwright.cost.synthesis.ToolMissingException if Yosys is not installed
   */
  Finalist measure(JobSpec job, Target target, Path folder) {
    byte[] model = runner.quantized(job);
    Network network = QonnxImporter.load(model, "quantized", ImportOptions.defaults()).network();
    AcceleratorPlan plan = JobRunner.plan(network, target);
    Accelerator accelerator = Generator.generate(plan);
    Path design = folder.resolve("accelerator");
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("model.onnx"), model);
      accelerator.writeTo(design);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the folder %s cannot be written: %s".formatted(folder, e.getMessage()), e);
    }
    Images images = workspace.inputs(job).first(vectors);
    Evaluation golden = new GoldenModel(network).evaluate(images.values());
    VerificationReport report = CoSimulation.verify(accelerator, golden, SimulationOptions.DEFAULT);
    Synthesis synthesis =
        Yosys.installed(Device.find(target.device()).family())
            .synthesize(design.resolve("rtl"), accelerator.top());
    Resources r = synthesis.resources();
    return new Finalist(
        simulator,
        report.vectors(),
        report.compared(),
        report.passed() ? 0 : Math.max(1, report.mismatches()),
        report.timing().map(Timing::cyclesPerInference).map(Math::toIntExact).orElse(0),
        synthesis.tool(),
        r.lut(),
        r.ff(),
        r.carry(),
        r.bram36(),
        r.dsp());
  }
}
