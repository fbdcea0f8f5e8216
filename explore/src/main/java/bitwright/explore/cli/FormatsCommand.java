package bitwright.explore.cli;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.explore.report.FormatCatalog;
import bitwright.explore.report.FormatFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists number formats. */
@Command(
    name = "formats",
    description = "Number formats: bits, range, smallest step, image and accumulator widths.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./bitwright formats                  the formats networks commonly use",
      "  ./bitwright formats e4m3fn pot4      these two",
      "  ./bitwright formats --all            every format",
      "  ./bitwright formats --json           every format, for programs"
    })
final class FormatsCommand extends bitwright.explore.cli.Command {

  @Parameters(
      paramLabel = "FORMAT",
      arity = "0..*",
      description = "Formats to show, for example int4, uint8, e2m1, e4m3fn, pot3, bipolar1.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "Every format, not only the common ones.")
  private boolean all;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<FormatFacts> facts = selected().stream().map(FormatFacts::new).toList();
    if (json) {
      List<Map<String, Object>> list = facts.stream().map(FormatsCommand::json).toList();
      console().out().println(Json.text(Map.of("formats", list)));
      return ExitCode.OK;
    }
    Table table =
        new Table(
            "format",
            "family",
            ">bits",
            ">values",
            ">least",
            ">greatest",
            ">smallest step",
            ">image bits",
            ">acc K=32",
            ">acc K=4096");
    for (FormatFacts f : facts) {
      table.row(
          f.format().name(),
          f.family(),
          f.format().bits(),
          f.values(),
          FormatFacts.text(f.min()),
          FormatFacts.text(f.max()),
          FormatFacts.text(f.smallestStep()),
          f.imageBits(),
          f.accumulatorBits(32),
          f.accumulatorBits(4096));
    }
    console().out().print(table.render(console()));
    console().out().println();
    console()
        .out()
        .println(
            "Image: the exact integer a code stands for, in units of the format. acc: bits of the exact"
                + " sum of K products.");
    if (names.isEmpty() && !all) {
      console()
          .out()
          .println("Any width and any minifloat ExMy of 3 to 8 bits works too: --all lists them.");
    }
    return ExitCode.OK;
  }

  private List<Format> selected() {
    if (names.isEmpty()) {
      return all || json ? FormatCatalog.all() : FormatCatalog.common();
    }
    try {
      return names.stream().map(FormatNames::parse).toList();
    } catch (IllegalArgumentException e) {
      throw CliException.usage(e.getMessage());
    }
  }

  private static Map<String, Object> json(FormatFacts f) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", f.format().name());
    map.put("family", f.family());
    map.put("bits", f.format().bits());
    map.put("values", f.values());
    map.put("min", f.min().doubleValue());
    map.put("max", f.max().doubleValue());
    map.put("smallestStep", f.smallestStep().doubleValue());
    map.put("unitExponent", f.format().unitExponent());
    map.put("imageBits", f.imageBits());
    Map<String, Integer> widths = new LinkedHashMap<>();
    widths.put("32", f.accumulatorBits(32));
    widths.put("4096", f.accumulatorBits(4096));
    map.put("accumulatorBits", widths);
    return map;
  }
}
