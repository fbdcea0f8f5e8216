package bitwright.tables;

import bitwright.arith.plan.Cells;
import bitwright.arith.plan.MemoryKind;
import bitwright.cost.synthesis.Source;
import bitwright.cost.synthesis.SynthesisException;
import bitwright.cost.synthesis.ToolMissingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prints how many LUTs our arithmetic needs, beside plain Verilog of the same functions and beside
 * the sketches that set the targets.
 *
 * <p>Started by {@code tests/luts}. Exit codes: 0 every target is met and half of them are beaten
 * by 10 %, 1 not so, 2 wrong usage, 4 Yosys is missing or fails.
 */
final class Luts {

  private static final int SEEDS = 5;

  private Luts() {}

  /** Arguments: the folder of results, the folder of sketches, then the options. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      Options options =
          Options.parse(Arrays.copyOfRange(arguments, 2, arguments.length), SEEDS, List.of());
      Path folder = Path.of(arguments[0]);
      SynthesizedFiles synthesis = new SynthesizedFiles(new ResultFile(folder.resolve("luts.csv")));
      Optional<Sketches> sketches =
          Sketches.run(Path.of(arguments[1]), folder.resolve("lut-sketches"));
      List<LutDesign> designs =
          LutDesigns.all().stream().filter(design -> options.wants(design.name())).toList();
      List<LutRow> rows = rows(synthesis, options.seeds(), options.jobs(), designs, sketches);
      System.out.printf(
          "%s, least of %d seeds%n%n%s%n", synthesis.tool(), options.seeds(), LutRow.HEAD);
      rows.forEach(System.out::println);
      System.out.println();
      MatrixUnit unit = unit(synthesis, options.seeds(), MemoryKind.BLOCK, 128);
      // Memories in LUTs are said beside it, not promised.
      unit(synthesis, options.seeds(), MemoryKind.LUT, 32);
      unit(synthesis, options.seeds(), MemoryKind.LUT, 128);
      long clearly = rows.stream().filter(LutRow::clearlyBeaten).count();
      boolean all = rows.stream().allMatch(LutRow::met);
      System.out.printf(
          "%n%s; %d of %d are beaten by 10 %% or more%n",
          all ? "Every target is met" : "Not every target is met", clearly, rows.size());
      return all && 2 * clearly >= rows.size() && unit.met() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println("tests/luts: " + e.getMessage());
      return 2;
    } catch (ToolMissingException | SynthesisException e) {
      System.err.println("tests/luts: " + e.getMessage());
      return 4;
    }
  }

  private static MatrixUnit unit(
      SynthesizedFiles synthesis, int seeds, MemoryKind memory, int words) {
    MatrixUnit unit = MatrixUnit.synthesize(synthesis, seeds, Cells.LUT6_CARRY4, memory, words);
    System.out.println(unit);
    return unit;
  }

  /** Functions, counted on all sides. */
  static List<LutRow> rows(
      SynthesizedFiles synthesis,
      int seeds,
      int jobs,
      List<LutDesign> designs,
      Optional<Sketches> sketches) {
    List<Source> sources =
        designs.stream().flatMap(design -> design.sources(sketches).stream()).toList();
    Map<String, Integer> luts = synthesis.leastOfEach(seeds, jobs, sources);
    return designs.stream().map(design -> design.row(luts, sketches)).toList();
  }
}
