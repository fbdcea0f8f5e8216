package bitwright.explore.cli;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.explore.npy.Npy;
import bitwright.explore.npy.NpyArray;
import bitwright.hw.Generator;
import bitwright.sim.VerificationReport;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a network on vectors and writes its outputs. */
@Command(
    name = "run",
    description =
        "Runs a network and writes its outputs, from the golden model or from the hardware.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright run digits-int4 --inputs models/digits.npy --outputs logits.npy",
      "  ./bitwright run digits-int4 --engine rtl --limit 100 --outputs logits.npy",
      "  ./bitwright run my-model.onnx --inputs x.npy --outputs sums.npy --accumulators"
    })
final class RunCommand extends bitwright.explore.cli.Command {

  /** What computes. */
  enum Engine {
    /** The Java model. */
    GOLDEN,
    /** The generated hardware, in simulation. */
    RTL
  }

  @Parameters(paramLabel = "MODEL", description = "A QONNX or ONNX file, or a bundled network.")
  private String name;

  @Mixin private ImportFlags importFlags;

  @Mixin private SampleOptions sampleOptions;

  @Mixin private FoldOptions foldOptions;

  @Option(
      names = "--outputs",
      paramLabel = "Y.npy",
      required = true,
      description = "Where to write the outputs, float32: [N, C], or [N, C, H, W] for a map.")
  private Path outputs;

  @Option(
      names = "--engine",
      paramLabel = "golden|rtl",
      defaultValue = "golden",
      description = "The Java model (default), or the generated hardware in simulation.")
  private Engine engine;

  @Option(
      names = "--accumulators",
      description = "Write the exact integers that leave the last layer, int64, instead.")
  private boolean accumulators;

  @Override
  public Integer call() {
    sampleOptions.requireOther("--outputs", outputs);
    try (OutputFile file = OutputFile.open("--outputs", outputs)) {
      Model model = Model.load(home(), console(), name, importFlags);
      Network network = model.network();
      int bits = network.last().accumulatorRange().signedBits();
      if (accumulators && network.emitsAccumulators() && bits > 64) {
        throw CliException.data(
            "--accumulators writes 64-bit integers, but layer %s of %s needs %d bits; leave it out"
                + " for real outputs",
            network.last().name(), name, bits);
      }
      AcceleratorPlan plan = foldOptions.plan(network);
      Samples samples = sampleOptions.load(home(), console(), model, null);
      console().log("vectors: %,d (%s)", samples.vectors(), samples.source());
      Evaluation evaluation = new GoldenModel(network).evaluate(samples.values());
      int code = ExitCode.OK;
      if (engine == Engine.RTL) {
        Interrupts.resumable();
        VerificationReport report = simulate(model, plan, evaluation);
        if (report.rtl().vectors() < samples.vectors()) {
          console().log("%s", Verification.reason(report));
          return ExitCode.DIVERGED;
        }
        if (!report.passed()) {
          console().log("hardware and golden model differ: %s", Verification.reason(report));
          code = ExitCode.DIVERGED;
        }
        evaluation = report.rtl();
      }
      NpyArray array = accumulators ? integers(evaluation) : reals(evaluation);
      file.write(out -> Npy.write(array, out));
      console().log("wrote %s, %s %s", outputs, array.type().numpyName(), array.shapeText());
      return code;
    }
  }

  private VerificationReport simulate(Model model, AcceleratorPlan plan, Evaluation golden) {
    try (ProgressLine progress = new ProgressLine(console(), model.shortName())) {
      return Verification.simulate(
          Generator.generate(plan),
          golden,
          Verification.options(sampleOptions.seed()).withProgress(progress));
    }
  }

  private static NpyArray reals(Evaluation evaluation) {
    int count = evaluation.network().head().outputs();
    float[] values = new float[evaluation.vectors() * count];
    for (int v = 0; v < evaluation.vectors(); v++) {
      double[] y = evaluation.outputs(v);
      for (int c = 0; c < count; c++) {
        values[v * count + c] = (float) y[c];
      }
    }
    boolean map = count == evaluation.network().last().outputShape().elements();
    return NpyArray.of(values, map ? shape(evaluation) : List.of(evaluation.vectors(), count));
  }

  /** {@code [N,C,H,W]} where a map leaves the network, {@code [N,C]} for a vector. */
  private static List<Integer> shape(Evaluation evaluation) {
    MapShape map = evaluation.network().last().outputShape();
    return map.pixels() == 1
        ? List.of(evaluation.vectors(), map.channels())
        : List.of(evaluation.vectors(), map.channels(), map.height(), map.width());
  }

  private static NpyArray integers(Evaluation evaluation) {
    int count = evaluation.network().last().outputShape().elements();
    long[] values = new long[evaluation.vectors() * count];
    for (int i = 0; i < values.length; i++) {
      BigInteger integer = evaluation.outputInteger(i / count, i % count);
      values[i] = integer.longValueExact();
    }
    return NpyArray.of(values, shape(evaluation));
  }
}
