package bitwright.explore.cli;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.cost.CostModel;
import bitwright.cost.Estimate;
import bitwright.cost.LayerEstimate;
import bitwright.cost.Resources;
import bitwright.cost.Shortfall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Estimates the cost of an accelerator. */
@Command(
    name = "estimate",
    description =
        "LUT, FF, carry, BRAM, DSP, clock and frames per second of a network's accelerator.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright estimate digits-int4",
      "  ./bitwright estimate digits-int4 --device xc7a35t --pe 8 --simd 16",
      "  ./bitwright estimate digits-int4 --synthesize      beside what Yosys counts"
    })
final class EstimateCommand extends bitwright.explore.cli.Command {

  @Parameters(paramLabel = "MODEL", description = "A QONNX or ONNX file, or a bundled network.")
  private String name;

  @Mixin private ImportFlags importFlags;

  @Mixin private FoldOptions foldOptions;

  @Mixin private DeviceOption deviceOption;

  @Option(names = "--synthesize", description = "Synthesize with Yosys too, and print the error.")
  private boolean synthesize;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Synthesize N times under other names and take the least (default: 1).")
  private int seeds;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the result as JSON; '-' prints it to stdout instead of the table.")
  private Path json;

  @Override
  public Integer call() {
    requireSeeds();
    try (JsonTarget target = JsonTarget.open(json)) {
      Model model = Model.load(home(), console(), name, importFlags);
      AcceleratorPlan plan = foldOptions.plan(model.network());
      Estimate estimate = CostModel.estimate(plan, deviceOption.device());
      Optional<Synthesis> synthesis =
          synthesize ? Optional.of(Synthesis.run(console(), plan, seeds)) : Optional.empty();
      target.write(console(), json(model, estimate, synthesis));
      if (!target.toStdout()) {
        print(model, estimate, synthesis);
      }
      return ExitCode.OK;
    }
  }

  private void requireSeeds() {
    if (seeds < 1) {
      throw CliException.usage("--seeds %d is not allowed; use at least 1", seeds);
    }
  }

  private void print(Model model, Estimate estimate, Optional<Synthesis> synthesis) {
    var out = console().out();
    out.printf(
        "%s, %s, on %s%n%n",
        console().strong(model.label()),
        Words.arithmetic(model.network()),
        estimate.device().name());
    Table table =
        new Table("layer", ">PE", ">SIMD", ">LUT", ">FF", ">CARRY4", ">BRAM36", ">DSP", ">cycles");
    for (int i = 0; i < estimate.layers().size(); i++) {
      LayerEstimate layer = estimate.layers().get(i);
      var fold = estimate.plan().layers().get(i).fold();
      String name = layer.rough() ? layer.name() + " ~" : layer.name();
      row(table, name, fold.pe(), fold.simd(), layer.resources(), layer.cycles());
    }
    Resources total = estimate.total();
    String sum = estimate.rough() ? "total ~" : "total";
    row(table, sum, "", "", total, estimate.cyclesPerInference());
    synthesis.ifPresent(
        s -> {
          row(table, "synthesized", "", "", s.resources(), "");
          table.row(
              "error",
              "",
              "",
              error(total.lut(), s.resources().lut()),
              error(total.ff(), s.resources().ff()),
              error(total.carry(), s.resources().carry()),
              error(total.bram36(), s.resources().bram36()),
              error(total.dsp(), s.resources().dsp()),
              "");
        });
    out.print(table.render(console()));
    out.println();
    if (estimate.rough()) {
      out.println(
          "~ rough: the weights of a fully unrolled layer are constants, and what synthesis makes"
              + " of them can be far from the formula");
    }
    out.printf(
        "%,d MHz (%s), %,d frames per second%n",
        estimate.fmaxMHz(), estimate.criticalPath().name(), estimate.framesPerSecond());
    synthesis.ifPresent(s -> out.printf("synthesized with %s%n", s.tool()));
    out.println(
        estimate.fits()
            ? console().good("fits " + estimate.device().name())
            : console().bad("does not fit " + estimate.device().name())
                + ": "
                + estimate.shortfalls().stream()
                    .map(Shortfall::toString)
                    .collect(Collectors.joining("; ")));
  }

  private static void row(
      Table table, String name, Object pe, Object simd, Resources r, Object cycles) {
    table.row(
        name,
        pe,
        simd,
        "%,d".formatted(r.lut()),
        "%,d".formatted(r.ff()),
        "%,d".formatted(r.carry()),
        r.bram36(),
        r.dsp(),
        cycles instanceof Integer c ? "%,d".formatted(c) : cycles);
  }

  private static String error(double estimated, double synthesized) {
    return relative(estimated, synthesized).map(e -> "%+.1f %%".formatted(100 * e)).orElse("–");
  }

  /** The relative error, to four decimals; empty where there is something instead of nothing. */
  private static Optional<Double> relative(double estimated, double synthesized) {
    if (synthesized == 0) {
      return estimated == 0 ? Optional.of(0.0) : Optional.empty();
    }
    return Optional.of(Math.round(1e4 * (estimated / synthesized - 1)) / 1e4);
  }

  private static Map<String, Object> json(
      Model model, Estimate estimate, Optional<Synthesis> synthesis) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", model.label());
    map.put("device", estimate.device().name());
    List<Map<String, Object>> layers = new ArrayList<>();
    for (LayerEstimate layer : estimate.layers()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", layer.name());
      put(entry, layer.resources());
      entry.put("cycles", layer.cycles());
      entry.put("rough", layer.rough());
      layers.add(entry);
    }
    map.put("layers", layers);
    Map<String, Object> total = new LinkedHashMap<>();
    put(total, estimate.total());
    map.put("total", total);
    map.put("fits", estimate.fits());
    map.put("cyclesPerInference", estimate.cyclesPerInference());
    map.put("fmaxMHz", estimate.fmaxMHz());
    map.put("framesPerSecond", estimate.framesPerSecond());
    synthesis.ifPresent(
        s -> {
          Map<String, Object> synthesized = new LinkedHashMap<>();
          synthesized.put("tool", s.tool());
          put(synthesized, s.resources());
          map.put("synthesized", synthesized);
          Map<String, Object> error = new LinkedHashMap<>();
          Resources t = estimate.total();
          error.put("lut", relative(t.lut(), s.resources().lut()).orElse(null));
          error.put("ff", relative(t.ff(), s.resources().ff()).orElse(null));
          error.put("carry", relative(t.carry(), s.resources().carry()).orElse(null));
          error.put("bram36", relative(t.bram36(), s.resources().bram36()).orElse(null));
          error.put("dsp", relative(t.dsp(), s.resources().dsp()).orElse(null));
          map.put("error", error);
        });
    return map;
  }

  private static void put(Map<String, Object> map, Resources r) {
    map.put("lut", r.lut());
    map.put("ff", r.ff());
    map.put("carry", r.carry());
    map.put("bram36", r.bram36());
    map.put("dsp", r.dsp());
  }
}
