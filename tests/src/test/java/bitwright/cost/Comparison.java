package bitwright.cost;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.cost.synthesis.Yosys;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An estimate beside the synthesis of the same accelerator.
 *
 * @param name which accelerator
 * @param estimate what the formulas say
 * @param synthesized what Yosys made of the generated RTL
 */
record Comparison(String name, Resources estimate, Resources synthesized) {

  /** The contract is 25 %; the formulas hold more, and the rest is what names move. */
  private static final double LUT_LIMIT = 0.15;

  private static final double FF_LIMIT = 0.05;
  private static final double CARRY_LIMIT = 0.15;

  /** Generates, synthesizes and estimates. */
  static Comparison of(String name, AcceleratorPlan plan, Path folder) {
    Accelerator accelerator = Generator.generate(plan);
    Path rtl = write(accelerator.files(), folder.resolve(name.replace(' ', '_')));
    Resources synthesized = Yosys.installed().synthesize(rtl, accelerator.top()).resources();
    return new Comparison(name, CostModel.estimate(plan, Device.DEFAULT).total(), synthesized);
  }

  /** Writes the files of a package below a folder and returns the folder of its sources. */
  static Path write(Map<String, byte[]> files, Path folder) {
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.resolve("rtl");
  }

  Comparison withEstimate(Resources other) {
    return new Comparison(name, other, synthesized);
  }

  /** Everything that is out of its limit. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    check(complaints, "LUT", estimate.lut(), synthesized.lut(), LUT_LIMIT);
    check(complaints, "FF", estimate.ff(), synthesized.ff(), FF_LIMIT);
    check(complaints, "CARRY4", estimate.carry(), synthesized.carry(), CARRY_LIMIT);
    check(complaints, "BRAM18", estimate.bram18(), synthesized.bram18(), 0);
    check(complaints, "DSP", estimate.dsp(), synthesized.dsp(), 0);
    return complaints;
  }

  private void check(List<String> complaints, String what, int said, int found, double limit) {
    if (Math.abs(said - found) > limit * found) {
      complaints.add("%s: %d %s estimated, %d synthesized".formatted(name, said, what, found));
    }
  }

  @Override
  public String toString() {
    return "%s: LUT %d / %d (%+.1f %%), FF %d / %d (%+.1f %%), CARRY4 %d / %d, BRAM36 %s / %s, DSP %d / %d"
        .formatted(
            name,
            estimate.lut(),
            synthesized.lut(),
            percent(estimate.lut(), synthesized.lut()),
            estimate.ff(),
            synthesized.ff(),
            percent(estimate.ff(), synthesized.ff()),
            estimate.carry(),
            synthesized.carry(),
            estimate.bram36(),
            synthesized.bram36(),
            estimate.dsp(),
            synthesized.dsp());
  }

  private static double percent(int said, int found) {
    return 100.0 * (said - found) / found;
  }
}
