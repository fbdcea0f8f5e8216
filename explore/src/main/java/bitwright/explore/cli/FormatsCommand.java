package bitwright.explore.cli;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.FormatSummary;
import bitwright.explore.report.FormatCatalog;
import java.math.BigDecimal;
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
    List<Format> formats = selected();
    if (json) {
      List<Map<String, Object>> list = formats.stream().map(FormatsCommand::json).toList();
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
    for (Format format : formats) {
      FormatSummary f = FormatSummary.of(format);
      table.row(
          f.name(),
          FormatCatalog.family(format),
          f.bits(),
          format.levels().count(),
          text(f.min()),
          text(f.max()),
          text(f.step()),
          f.imageBits(),
          f.accumulatorBits32(),
          f.accumulatorBits4096());
    }
    console().out().print(table.render(console()));
    console().out().println();
    console()
        .out()
        .println(
            "image: the exact integer a code stands for, its sign not counted; acc: a signed"
                + " accumulator for K exact products.");
    if (names.isEmpty() && !all) {
      console().out().println("Other widths work too: --all lists every format.");
    }
    return ExitCode.OK;
  }

  private List<Format> selected() {
    if (names.isEmpty()) {
      return all || json
          ? FormatCatalog.all()
          : FormatSummary.catalogue().stream().map(f -> FormatNames.parse(f.name())).toList();
    }
    return names.stream().map(FormatsCommand::parse).toList();
  }

  private static Format parse(String name) {
    try {
      return FormatNames.parse(name);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw CliException.usage("%s", message.contains(name) ? message : name + ": " + message);
    }
  }

  /** Plain where short, else a power of two, else six significant digits. */
  static String text(BigDecimal x) {
    String plain = x.toPlainString();
    if (plain.length() <= 7) {
      return plain;
    }
    double value = Math.abs(x.doubleValue());
    int exponent = Math.getExponent(value);
    if (value == Math.scalb(1.0, exponent)) {
      return (x.signum() < 0 ? "-2^" : "2^") + exponent;
    }
    return "%.6g".formatted(x.doubleValue());
  }

  private static Map<String, Object> json(Format format) {
    FormatSummary f = FormatSummary.of(format);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", f.name());
    map.put("family", FormatCatalog.family(format));
    map.put("bits", f.bits());
    map.put("values", format.levels().count());
    map.put("min", f.min().doubleValue());
    map.put("max", f.max().doubleValue());
    map.put("smallestStep", f.step().doubleValue());
    map.put("unitExponent", format.unitExponent());
    map.put("imageBits", f.imageBits());
    Map<String, Integer> widths = new LinkedHashMap<>();
    widths.put("32", f.accumulatorBits32());
    widths.put("4096", f.accumulatorBits4096());
    map.put("accumulatorBits", widths);
    return map;
  }
}
