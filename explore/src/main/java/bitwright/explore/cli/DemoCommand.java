package bitwright.explore.cli;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.hw.Generator;
import bitwright.sim.Timing;
import bitwright.sim.VerificationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job on all bundled networks. */
@Command(
    name = "demo",
    description = {
      "Sends handwritten digits through the accelerators of all bundled networks, dense and"
          + " convolutional, in four arithmetics, and compares every output code of every layer"
          + " with the golden model."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./bitwright demo", "  ./bitwright demo --limit 500"})
final class DemoCommand extends bitwright.explore.cli.Command {

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N of 1,000 digits.")
  private Integer limit;

  @Override
  public Integer call() {
    if (limit != null && limit < 1) {
      throw CliException.usage("--limit %d is not allowed; use at least 1", limit);
    }
    Interrupts.resumable();
    List<Verification> done = new ArrayList<>();
    List<String> names = home().bundled();
    for (String name : names) {
      String task = "[%d/%d] %s".formatted(done.size() + 1, names.size(), name);
      done.add(verify(name, task));
    }
    print(done);
    return done.stream().allMatch(Verification::passed) ? ExitCode.OK : ExitCode.DIVERGED;
  }

  private Verification verify(String name, String task) {
    Model model = Model.bundled(home(), name);
    Samples samples = SampleFiles.digits(home(), model.network(), Optional.empty());
    if (limit != null) {
      samples = samples.first(limit);
    }
    Evaluation golden = new GoldenModel(model.network()).evaluate(samples.values());
    try (ProgressLine progress = new ProgressLine(console(), task)) {
      progress.at("generate", 0, 1);
      VerificationReport report =
          Verification.simulate(
              Generator.generate(AcceleratorPlan.balanced(model.network())),
              golden,
              Verification.options(1).withProgress(progress));
      return new Verification(model, samples, golden, report);
    }
  }

  private void print(List<Verification> done) {
    Table table =
        new Table(
            "network",
            "arithmetic",
            ">images",
            ">golden",
            ">RTL",
            ">codes compared",
            ">different",
            ">cycles/image",
            ">simulated cycles/s");
    for (Verification v : done) {
      VerificationReport report = v.report();
      table.row(
          v.model().label(),
          Words.arithmetic(v.model().network()),
          "%,d".formatted(report.vectors()),
          Words.percent(v.accuracyGolden().orElseThrow()),
          Words.percent(v.accuracyRtl().orElseThrow()),
          "%,d".formatted(report.compared()),
          "%,d".formatted(report.mismatches()),
          report.timing().map(Timing::cyclesPerInference).map("%,d"::formatted).orElse("–"),
          "%,d".formatted(Math.round(report.cyclesPerSecond())));
    }
    console().out().print(table.render(console()));
    console().out().println();
    done.stream()
        .filter(v -> !v.passed())
        .forEach(
            v ->
                console()
                    .out()
                    .printf(
                        "%s: %s: %s%n",
                        console().bad("FAIL"), v.model().label(), Verification.reason(v.report())));
    if (done.stream().allMatch(Verification::passed)) {
      console()
          .out()
          .printf(
              "%s: the hardware computed exactly what the golden model says, code by code.%n",
              console().good("PASS"));
    }
  }
}
