package bitwright.explore.cli;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.sim.LayerReport;
import bitwright.sim.SimulationOptions;
import bitwright.sim.Simulator;
import bitwright.sim.Timing;
import bitwright.sim.VerificationReport;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares hardware and golden model. */
@Command(
    name = "verify",
    description =
        "Generates the hardware, simulates it, and compares every output code of every layer with the"
            + " golden model.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright verify digits-int4",
      "  ./bitwright verify my-model.onnx --inputs x.npy --labels y.npy --stall 0.5",
      "  ./bitwright verify digits-xnor --simulator icarus --limit 20 --json -",
      "  ./bitwright verify digits-int4 --device xc7z020     in LUTs and carry chains of Xilinx",
      "  ./bitwright verify digits-int4 --package rtl-out/digits-int4"
    })
final class VerifyCommand extends bitwright.explore.cli.Command {

  private static final double MAX_STALL = 0.95;

  @Parameters(paramLabel = "MODEL", description = "A QONNX or ONNX file, or a bundled network.")
  private String name;

  @Mixin private ImportFlags importFlags;

  @Mixin private SampleOptions sampleOptions;

  @Mixin private FoldOptions foldOptions;

  @Mixin private TargetOptions targetOptions;

  @Option(
      names = "--package",
      paramLabel = "DIR",
      description = "Verify the package that 'generate' wrote there instead of a fresh one.")
  private Path packageFolder;

  @Option(
      names = "--labels",
      paramLabel = "L.npy",
      description = "Classes, an integer vector [N], for the accuracy.")
  private Path labels;

  @Option(
      names = "--stall",
      paramLabel = "P",
      defaultValue = "0",
      description = "Probability of a pause in each cycle, on both sides (default: 0).")
  private double stall;

  @Option(
      names = "--simulator",
      paramLabel = "verilator|icarus",
      defaultValue = "verilator",
      description = "The simulator (default: verilator).")
  private Simulator simulator;

  @Option(
      names = "--trace",
      description = "Leave a waveform of the first cycles even if nothing differs.")
  private boolean trace;

  @Option(
      names = "--waveforms",
      paramLabel = "DIR",
      description = "Where waveforms go (default: bitwright-waveforms in the current folder).")
  private Path waveforms = Path.of("bitwright-waveforms");

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the result as JSON; '-' prints it to stdout instead of the table.")
  private Path json;

  @Override
  public Integer call() {
    OutputFolder.requireWritable("--waveforms", waveforms);
    if (!(stall >= 0 && stall <= MAX_STALL)) {
      throw CliException.usage(
          "--stall %s is not allowed; use a probability from 0 to %s", stall, MAX_STALL);
    }
    Interrupts.resumable();
    boolean toStdout = json != null && json.toString().equals("-");
    try (JsonTarget target = JsonTarget.open(json)) {
      Model model = Model.load(home(), console(), name, importFlags);
      Samples samples = sampleOptions.load(home(), console(), model, labels);
      Accelerator accelerator = accelerator(model);
      Evaluation golden = new GoldenModel(model.network()).evaluate(samples.values());
      Verification verification =
          new Verification(model, samples, golden, simulate(model, accelerator, golden));
      target.write(console(), verification.json());
      if (!toStdout) {
        print(verification);
      }
      return verification.passed() ? ExitCode.OK : ExitCode.DIVERGED;
    }
  }

  private Accelerator accelerator(Model model) {
    if (packageFolder == null) {
      return Generator.generate(targetOptions.plan(console(), foldOptions, model.network()));
    }
    Accelerator accelerator = PackageFolder.read("--package", packageFolder, model.network());
    if ((foldOptions.isGiven() || targetOptions.isGiven())
        && !targetOptions
            .plan(console(), foldOptions, model.network())
            .equals(accelerator.plan())) {
      throw CliException.usage(
          "--package %s was generated with other folds or cells than the options ask for; leave out"
              + " --fold, --pe, --simd, --cycles, --device, --cells and --fps",
          packageFolder);
    }
    return accelerator;
  }

  private VerificationReport simulate(Model model, Accelerator accelerator, Evaluation golden) {
    SimulationOptions options =
        Verification.options(sampleOptions.seed())
            .with(simulator)
            .withStall(stall, sampleOptions.seed());
    try (ProgressLine progress = new ProgressLine(console(), model.shortName())) {
      options = trace ? options.withTrace(waveforms) : options.withWaveforms(waveforms);
      return Verification.simulate(accelerator, golden, options.withProgress(progress));
    }
  }

  private void print(Verification verification) {
    VerificationReport report = verification.report();
    var out = console().out();
    out.printf(
        "%s, %s: vectors: %,d (%s), stall %s, seed %d, %s%n%n",
        console().strong(verification.model().label()),
        Words.topology(verification.model().network()),
        report.vectors(),
        verification.samples().source(),
        stall,
        sampleOptions.seed(),
        simulator.commandName());
    Table table =
        new Table(
            "layer",
            "weights",
            "activations",
            "output",
            ">acc bits",
            ">PE",
            ">SIMD",
            ">cycles",
            ">compared",
            ">different");
    for (LayerReport layer : report.layers()) {
      var plan = layer.plan();
      table.row(
          layer.name(),
          Words.weights(plan.layer()),
          Words.activations(plan.layer()),
          Words.output(plan.layer()),
          plan.layer().accumulatorRange().signedBits(),
          plan.fold().pe(),
          plan.fold().simd(),
          "%,d".formatted(plan.cyclesPerFrame()),
          "%,d".formatted(layer.compared()),
          "%,d".formatted(layer.mismatches()));
    }
    out.print(table.render(console()));
    out.println();
    report.timing().ifPresent(t -> out.println(timing(t, report)));
    verification
        .accuracyGolden()
        .ifPresent(
            golden ->
                out.printf(
                    "accuracy: golden model %s, hardware %s%n",
                    Words.percent(golden),
                    Words.percent(verification.accuracyRtl().orElseThrow())));
    out.println(verdict(verification));
    report.waveform().ifPresent(w -> out.printf("waveform: %s%n", w));
  }

  private static String timing(Timing timing, VerificationReport report) {
    return "%,d cycles per inference, latency %,d cycles; simulated %,d cycles at %,d per second"
        .formatted(
            timing.cyclesPerInference(),
            timing.latencyCycles(),
            report.simulatedCycles(),
            Math.round(report.cyclesPerSecond()));
  }

  private String verdict(Verification verification) {
    VerificationReport report = verification.report();
    if (verification.passed()) {
      return "%s: %,d codes compared, 0 differences"
          .formatted(console().good("PASS"), report.compared());
    }
    return "%s: %,d of %,d codes differ; %s"
        .formatted(
            console().bad("FAIL"),
            report.mismatches(),
            report.compared(),
            Verification.reason(report));
  }
}
