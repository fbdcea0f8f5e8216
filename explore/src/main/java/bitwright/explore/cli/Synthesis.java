package bitwright.explore.cli;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.cost.Family;
import bitwright.cost.Resources;
import bitwright.cost.synthesis.SynthesisException;
import bitwright.cost.synthesis.ToolMissingException;
import bitwright.cost.synthesis.Yosys;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a synthesis tool counts.
 *
 * @param tool its name and version
 * @param resources what it needs
 */
record Synthesis(String tool, Resources resources) {

  /** Generates an accelerator and synthesizes it for a family; the least of several seeds. */
  static Synthesis run(Console console, AcceleratorPlan plan, Family family, int seeds) {
    Path folder = null;
    try {
      Yosys yosys = Yosys.installed(family);
      Accelerator accelerator = Generator.generate(plan);
      folder = Files.createTempDirectory("bitwright-estimate");
      Interrupts.guard(folder);
      Path design = folder.resolve("design");
      accelerator.writeTo(design);
      console.log(
          "synthesizing %s with Yosys (%d seed%s)",
          accelerator.top(), seeds, seeds == 1 ? "" : "s");
      var result = yosys.leastOf(seeds, design.resolve("rtl"), accelerator.top());
      return new Synthesis(result.tool(), result.resources());
    } catch (ToolMissingException | SynthesisException e) {
      throw new CliException(ExitCode.TOOL, "%s", e.getMessage());
    } catch (IOException e) {
      throw CliException.usage("the folder for temporary files cannot be written: %s", e);
    } finally {
      if (folder != null) {
        Interrupts.discard(folder);
      }
    }
  }
}
