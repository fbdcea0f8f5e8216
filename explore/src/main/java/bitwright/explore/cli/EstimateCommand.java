package bitwright.explore.cli;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.cost.CostModel;
import bitwright.cost.Estimate;
import bitwright.cost.Family;
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
      "  ./bitwright estimate digits-int4 --synthesize      beside what Yosys counts",
      "  ./bitwright estimate digits-int4 --device kv260    of the device's own cells",
      "  ./bitwright estimate digits-int4 --device arty --fps 100000",
      "  ./bitwright estimate digits-int4 --device arty --clock 160     pipelined for 160 MHz",
      "  ./bitwright estimate digits-int4 --device icebreaker --cycles 16384"
    })
final class EstimateCommand extends bitwright.explore.cli.Command {

  @Parameters(paramLabel = "MODEL", description = "A QONNX or ONNX file, or a bundled network.")
  private String name;

  @Mixin private ImportFlags importFlags;

  @Mixin private FoldOptions foldOptions;

  @Mixin private TargetOptions targetOptions;

  @Option(names = "--synthesize", description = "Synthesize with Yosys too, and print the error.")
  private boolean synthesize;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "With --synthesize: synthesize N times under other names and take the least (default: 1).")
  private Integer seeds;

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
      AcceleratorPlan plan = targetOptions.plan(console(), foldOptions, model.network());
      Estimate estimate = CostModel.estimate(plan, targetOptions.device());
      Family family = targetOptions.device().family();
      Optional<Synthesis> synthesis =
          synthesize
              ? Optional.of(Synthesis.run(console(), plan, family, seeds == null ? 1 : seeds))
              : Optional.empty();
      target.write(console(), json(model, estimate, synthesis));
      if (!target.toStdout()) {
        print(model, estimate, synthesis);
      }
      return ExitCode.OK;
    }
  }

  private void requireSeeds() {
    if (seeds != null && seeds < 1) {
      throw CliException.usage("--seeds %d is not allowed; use at least 1", seeds);
    }
    if (seeds != null && !synthesize) {
      throw CliException.usage("--seeds %d needs --synthesize; add it, or leave it out", seeds);
    }
  }

  private void print(Model model, Estimate estimate, Optional<Synthesis> synthesis) {
    var out = console().out();
    out.printf(
        "%s, %s, on %s, of %s%n%n",
        console().strong(model.label()),
        Words.arithmetic(model.network()),
        estimate.device().name(),
        nativeCells(estimate.plan()) ? "its own cells" : "portable Verilog");
    ResourceColumns columns = new ResourceColumns(estimate.device());
    List<String> head = new ArrayList<>(List.of("layer", ">PE", ">SIMD"));
    head.addAll(columns.titles());
    head.add(">cycles");
    Table table = new Table(head.toArray(String[]::new));
    for (int i = 0; i < estimate.layers().size(); i++) {
      LayerEstimate layer = estimate.layers().get(i);
      var fold = estimate.plan().layers().get(i).fold();
      String name = layer.rough() ? layer.name() + " ~" : layer.name();
      List<Object> cells = columns.cells(layer.resources());
      row(table, List.of(name, fold.pe(), fold.simd()), cells, "%,d".formatted(layer.cycles()));
    }
    Resources total = estimate.total();
    String sum = estimate.rough() ? "total ~" : "total";
    String cycles = "%,d".formatted(estimate.cyclesPerInference());
    row(table, List.of(sum, "", ""), columns.cells(total), cycles);
    synthesis.ifPresent(
        s -> {
          row(table, List.of("synthesized", "", ""), columns.cells(s.resources()), "");
          row(table, List.of("error", "", ""), columns.errors(total, s.resources()), "");
        });
    out.print(table.render(console()));
    out.println();
    if (estimate.rough()) {
      out.println(
          "~ rough: the weights of a fully unrolled layer are constants, and what synthesis makes"
              + " of them can be far from the formula");
    }
    int clock = clock(estimate);
    out.printf(
        "%,d MHz%s (%s), %,d frames per second, latency %,d cycles%n",
        clock,
        clock == estimate.fmaxMHz() ? "" : " of %,d".formatted(estimate.fmaxMHz()),
        estimate.criticalPath().name(),
        estimate.framesPerSecond(clock),
        estimate.plan().latency());
    out.printf(
        "%,.1f MB/s in, %,.1f MB/s out at that rate%n",
        1e-6 * estimate.inputBytesPerSecond(clock), 1e-6 * estimate.outputBytesPerSecond(clock));
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

  /** The clock asked for, or else the one that the slowest path allows. */
  private int clock(Estimate estimate) {
    return targetOptions.clock().orElse(estimate.fmaxMHz());
  }

  private static boolean nativeCells(AcceleratorPlan plan) {
    return plan.matrices().stream().anyMatch(m -> m.implementation().cells().isNative());
  }

  private static void row(Table table, List<Object> first, List<Object> cells, Object last) {
    List<Object> row = new ArrayList<>(first);
    row.addAll(cells);
    row.add(last);
    table.row(row.toArray());
  }

  private Map<String, Object> json(Model model, Estimate estimate, Optional<Synthesis> synthesis) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", model.label());
    map.put("device", estimate.device().name());
    ResourceColumns columns = new ResourceColumns(estimate.device());
    List<Map<String, Object>> layers = new ArrayList<>();
    for (LayerEstimate layer : estimate.layers()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", layer.name());
      columns.put(entry, layer.resources());
      entry.put("cycles", layer.cycles());
      entry.put("rough", layer.rough());
      layers.add(entry);
    }
    map.put("layers", layers);
    Map<String, Object> total = new LinkedHashMap<>();
    columns.put(total, estimate.total());
    map.put("total", total);
    map.put("fits", estimate.fits());
    map.put("cyclesPerInference", estimate.cyclesPerInference());
    map.put("latencyCycles", estimate.plan().latency());
    int clock = clock(estimate);
    map.put("inputBytesPerSecond", estimate.inputBytesPerSecond(clock));
    map.put("outputBytesPerSecond", estimate.outputBytesPerSecond(clock));
    map.put("fmaxMHz", estimate.fmaxMHz());
    map.put("clockMHz", clock);
    map.put("criticalPath", estimate.criticalPath().name());
    map.put("framesPerSecond", estimate.framesPerSecond(clock));
    synthesis.ifPresent(
        s -> {
          Map<String, Object> synthesized = new LinkedHashMap<>();
          synthesized.put("tool", s.tool());
          columns.put(synthesized, s.resources());
          map.put("synthesized", synthesized);
          map.put("error", columns.errorMap(estimate.total(), s.resources()));
        });
    return map;
  }
}
