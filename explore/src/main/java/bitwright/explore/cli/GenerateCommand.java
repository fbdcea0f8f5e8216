package bitwright.explore.cli;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.Multipliers;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes an accelerator. */
@Command(
    name = "generate",
    description =
        "Writes the accelerator of a network as a package: hardware, test bench, scripts, data sheet.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright generate digits-int4 --out rtl-out/digits-int4",
      "  ./bitwright generate my-model.onnx --out build/rtl --pe 8 --simd 16",
      "  ./bitwright generate my-model.onnx --out build/rtl --device xc7z020 --fps 100000",
      "  ./bitwright generate my-model.onnx --out build/rtl --device arty --fps max --clock 150",
      "  ./bitwright generate my-model.onnx --out again --device arty --fold build/rtl/folds.json",
      "  ./bitwright generate my-model.onnx --out build/ip --ports ap --axi-lite"
    })
final class GenerateCommand extends bitwright.explore.cli.Command {

  @Parameters(paramLabel = "MODEL", description = "A QONNX or ONNX file, or a bundled network.")
  private String name;

  @Mixin private ImportFlags importFlags;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write; a package that is there is replaced.")
  private Path folder;

  @Mixin private FoldOptions foldOptions;

  @Mixin private TargetOptions targetOptions;

  @Mixin private PackageOptions packageOptions;

  @Override
  public Integer call() {
    Model model = Model.load(home(), console(), name, importFlags);
    AcceleratorPlan plan = targetOptions.plan(console(), foldOptions, model.network());
    targetOptions.requireFit(plan);
    Accelerator accelerator =
        packageOptions.complete(
            home(),
            model,
            Generator.generate(plan),
            targetOptions.device(),
            targetOptions.target());
    try {
      accelerator.writeTo(folder);
    } catch (IOException e) {
      throw CliException.usage("--out: %s", e.getMessage());
    }
    Table table = new Table("layer", ">PE", ">SIMD", ">cycles", "weights in", "made of");
    for (LayerPlan layer : plan.layers()) {
      table.row(
          layer.layer().name(),
          layer.fold().pe(),
          layer.fold().simd(),
          "%,d".formatted(layer.cyclesPerFrame()),
          layer.matrix().map(GenerateCommand::weights).orElse("-"),
          layer.matrix().map(GenerateCommand::made).orElse("-"));
    }
    console().out().print(table.render(console()));
    console()
        .out()
        .printf(
            "%nWrote %d files to %s: module %s, %,d cycles per inference.%n",
            accelerator.files().size(),
            folder,
            accelerator.top() + "_ip",
            plan.cyclesPerInference());
    return ExitCode.OK;
  }

  private static String weights(MatrixPlan unit) {
    return switch (unit.implementation().weights()) {
      case AUTO -> unit.unrolled() ? "logic" : "memory";
      case LUT -> "LUTs";
      case BLOCK -> "block memory";
      case ULTRA -> "UltraRAM";
    };
  }

  private static String made(MatrixPlan unit) {
    if (unit.implementation().multipliers() == Multipliers.DSP) {
      return "DSPs";
    }
    return unit.implementation().cells().isNative() ? "Xilinx cells" : "Verilog";
  }
}
