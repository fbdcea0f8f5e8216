package bitwright.explore.cli;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.cost.CostModel;
import bitwright.cost.Device;
import bitwright.cost.Estimate;
import bitwright.cost.Resources;
import bitwright.explore.emit.Scheduler;
import bitwright.explore.report.DesignPoint;
import bitwright.explore.report.ExploreReport;
import bitwright.explore.report.ParetoFront;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explores arithmetic and folds. */
@Command(
    name = "explore",
    description = {
      "Of float networks: quantizes them in every way of a space, measures each on the golden model,"
          + " prices it, builds what is on the front, and writes a report.",
      "Of quantized networks: prices many folds, with a chart of LUTs against frames per second.",
      "Of float networks only: --resume, --shard, --jobs and --emit. Of quantized networks only:"
          + " --device, --inputs, --labels, --uint8, --limit, --seed, --input-format, --input-scale,"
          + " --weight-format and --no-powers-of-two; a space names what studies use instead."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright explore digits-cnn-float --out study",
      "  ./bitwright explore my-float-model.onnx --space space.yaml --out study --jobs 8",
      "  ./bitwright explore digits-cnn-float --out part-1 --shard 1/2",
      "  ./bitwright explore digits-cnn-float --out cluster --emit slurm",
      "  ./bitwright explore digits-int4 --out explored",
      "  ./bitwright explore digits-int4 digits-xnor --device xc7a35t --out explored",
      "  ./bitwright explore my-model.onnx --space space.json --out explored",
      "space.yaml: see models/spaces; space.json: {\"cycles\": [64, 256, 1024]} or {\"folds\": [{\"fc0\": {\"pe\": 8, \"simd\":"
          + " 16}}]}"
    })
final class ExploreCommand extends bitwright.explore.cli.Command {

  private static final String PAGE = "index.html";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      arity = "1..*",
      description = "Float or quantized ONNX files, or bundled networks; all of one kind.")
  private List<String> names;

  @Mixin private ImportFlags importFlags;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "The folder to write. Finished jobs of a study that is there are not done again; an"
              + " exploration of folds that is there is replaced.")
  private Path folder;

  @Option(
      names = "--space",
      paramLabel = "FILE",
      description =
          "What to look at: YAML for float networks (default: the bundled study of a bundled network),"
              + " JSON for folds (default: from one lane to 8 cycles).")
  private Path space;

  @Mixin private DeviceOption deviceOption;

  @Mixin private SampleOptions sampleOptions;

  @Option(
      names = "--labels",
      paramLabel = "L.npy",
      description = "Classes, an integer vector [N], for the accuracy.")
  private Path labels;

  @Option(
      names = "--resume",
      description = "Go on with the study in --out, and refuse to begin one.")
  private boolean resume;

  @Option(
      names = "--shard",
      paramLabel = "i/n",
      description = "Only every n-th job from the i-th on; 'merge' joins the parts.")
  private String shard;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Jobs at a time (default: one per processor).")
  private Integer jobs;

  @Option(
      names = "--emit",
      paramLabel = "S",
      description =
          "Do no jobs, but write them for a cluster: slurm, kubernetes or nextflow. 'merge' collects"
              + " the results.")
  private Scheduler scheduler;

  @Override
  public Integer call() {
    if (scheduler != null && (resume || shard != null || jobs != null)) {
      throw CliException.usage(
          "--emit does no jobs and excludes --resume, --shard and --jobs; leave them out");
    }
    Optional<FloatStudy> study = FloatStudy.of(home(), console(), names);
    if (study.isPresent()) {
      FoldOnlyOptions.refuse(spec.commandLine().getParseResult());
    }
    if (study.isPresent() && scheduler != null) {
      return study.get().emit(folder, Optional.ofNullable(space), scheduler);
    }
    if (study.isPresent()) {
      return study.get().run(folder, Optional.ofNullable(space), resume, shard, jobs);
    }
    if (resume || shard != null || jobs != null || scheduler != null) {
      throw CliException.usage(
          "--resume, --shard, --jobs and --emit are for float networks; leave them out, an exploration of"
              + " folds takes seconds");
    }
    Device device = deviceOption.device();
    try (OutputFolder output = OutputFolder.open("--out", folder, PAGE)) {
      List<DesignPoint> points = new ArrayList<>();
      for (String name : names) {
        points.addAll(points(Model.load(home(), console(), name, importFlags), device));
      }
      ExploreReport report =
          new ExploreReport(device.name(), device.lut(), ParetoFront.mark(points));
      try {
        Files.writeString(output.folder().resolve("points.csv"), report.csv());
        Files.writeString(output.folder().resolve("points.json"), Json.text(report.json()) + "\n");
        Files.writeString(output.folder().resolve(PAGE), report.html());
      } catch (IOException e) {
        throw output.failed(e);
      }
      output.commit();
      print(report);
      return ExitCode.OK;
    }
  }

  private List<DesignPoint> points(Model model, Device device) {
    Optional<Double> accuracy = accuracy(model);
    List<DesignPoint> points = new ArrayList<>();
    for (AcceleratorPlan plan : plans(model)) {
      points.add(point(model, CostModel.estimate(plan, device), accuracy));
    }
    console().log("%s: %d folds", model.label(), points.size());
    return points;
  }

  private List<AcceleratorPlan> plans(Model model) {
    return FoldSpace.plans(model.network(), space, new CellsOption().cells(deviceOption));
  }

  private Optional<Double> accuracy(Model model) {
    Samples samples = sampleOptions.load(home(), console(), model, labels);
    if (samples.labels().isEmpty()) {
      return Optional.empty();
    }
    Evaluation golden = new GoldenModel(model.network()).evaluate(samples.values());
    return samples.accuracy(golden::argMax);
  }

  private static DesignPoint point(Model model, Estimate estimate, Optional<Double> accuracy) {
    Resources total = estimate.total();
    return new DesignPoint(
        model.shortName(),
        Words.arithmetic(model.network()),
        estimate.plan().layers().stream()
            .map(l -> new DesignPoint.LayerFold(l.layer().name(), l.fold().pe(), l.fold().simd()))
            .toList(),
        total.lut(),
        total.ff(),
        total.carry(),
        total.bram36(),
        total.dsp(),
        estimate.cyclesPerInference(),
        estimate.fmaxMHz(),
        estimate.framesPerSecond(),
        accuracy,
        estimate.fits(),
        estimate.rough(),
        false);
  }

  private void print(ExploreReport report) {
    Table table =
        new Table(
            "network",
            ">LUT",
            ">FF",
            ">BRAM36",
            ">DSP",
            ">cycles",
            ">MHz",
            ">frames/s",
            ">accuracy",
            "fits",
            "Pareto");
    for (DesignPoint p : report.points()) {
      table.row(
          p.model(),
          (p.rough() ? "~ %,d" : "%,d").formatted(p.lut()),
          "%,d".formatted(p.ff()),
          p.bram36(),
          p.dsp(),
          "%,d".formatted(p.cycles()),
          p.fmaxMHz(),
          "%,.0f".formatted(p.framesPerSecond()),
          p.accuracy().map(Words::percent).orElse("–"),
          p.fits() ? "yes" : "no",
          p.onFront() ? "*" : "");
    }
    console().out().print(table.render(console()));
    if (report.points().stream().anyMatch(DesignPoint::rough)) {
      console().out().println("\n~ rough: a layer is fully unrolled, its weights are constants.");
    }
    console()
        .out()
        .printf(
            "%nWrote %s, points.csv and points.json to %s: %d folds on %s.%n",
            PAGE, folder, report.points().size(), report.device());
  }
}
