package bitwright.hw.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.WithZeroFormat;
import bitwright.hw.GeneratedModule;
import bitwright.hw.Generator;
import bitwright.hw.support.Tool;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All pairs of codes of products of every kind, simulated and compared with the product of the
 * images.
 */
class ProductTest {

  private static final List<String> FORMATS =
      List.of(
          "int4",
          "uint5",
          "int5n",
          "ternary",
          "bipolar1",
          "bipolar3",
          "e2m1",
          "e2m3",
          "ue3m1",
          "e4m0",
          "pot3",
          "pot4z",
          "bipolar1+0",
          "bipolar4+0",
          "pot3+0");

  @TempDir Path folder;

  @Test
  void everyPairOfFormatsMultipliesExactly() throws IOException {
    StringBuilder bench = new StringBuilder("module bench;\n  integer errors = 0, checked = 0;\n");
    StringBuilder body = new StringBuilder();
    long expectedChecks = 0;
    for (String nameA : FORMATS) {
      for (String nameB : FORMATS) {
        expectedChecks += add(bench, body, format(nameA), format(nameB));
      }
    }
    bench.append("  initial begin\n").append(body);
    bench.append("    $display(\"%0d checked, %0d wrong\", checked, errors);\n  end\nendmodule\n");
    Files.writeString(folder.resolve("bench.sv"), bench);
    assertEquals("%d checked, 0 wrong\n".formatted(expectedChecks), simulate());
  }

  @Test
  void aWrongProductIsNoticed() throws IOException {
    Format format = FormatNames.parse("int4");
    StringBuilder bench = new StringBuilder("module bench;\n  integer errors = 0, checked = 0;\n");
    StringBuilder body = new StringBuilder();
    add(bench, body, format, format);
    bench.append("  initial begin\n").append(body);
    bench.append("    $display(\"%0d checked, %0d wrong\", checked, errors);\n  end\nendmodule\n");
    Files.writeString(folder.resolve("bench.sv"), bench);
    Path expected = folder.resolve("Product_int4_int4.txt");
    Files.writeString(expected, Files.readString(expected).replaceFirst("31", "30"));
    assertEquals("Product_int4_int4 7 * 7 = 31, not 30\n256 checked, 1 wrong\n", simulate());
  }

  private static Format format(String name) {
    return name.endsWith("+0")
        ? new WithZeroFormat(FormatNames.parse(name.replace("+0", "")))
        : FormatNames.parse(name);
  }

  /**
   * Adds a module, its expected products and the loop that compares them; returns how many pairs it
   * compares.
   */
  private long add(StringBuilder bench, StringBuilder body, Format a, Format b) throws IOException {
    GeneratedModule module = Generator.product(a, b);
    for (var file : module.files().entrySet()) {
      if (file.getKey().endsWith(".sv")) {
        Files.write(folder.resolve(Path.of(file.getKey()).getFileName()), file.getValue());
      }
    }
    int width = Products.range(a, b).bits();
    StringBuilder expected = new StringBuilder();
    long checks = 0;
    for (int codeA = 0; codeA < a.codes(); codeA++) {
      for (int codeB = 0; codeB < b.codes(); codeB++) {
        boolean numbers = a.isNumber(codeA) && b.isNumber(codeB);
        checks += numbers ? 1 : 0;
        BigInteger modulus = BigInteger.ONE.shiftLeft(width);
        expected
            .append(
                numbers ? a.image(codeA).multiply(b.image(codeB)).mod(modulus).toString(16) : "x")
            .append('\n');
      }
    }
    String top = module.top();
    Files.writeString(folder.resolve(top + ".txt"), expected);
    bench.append(
        "  reg [%d:0] a_%s; reg [%d:0] b_%s; wire [%d:0] p_%s; reg [%d:0] e_%s[0:%d]; integer i_%s;\n"
            .formatted(
                a.bits() - 1,
                top,
                b.bits() - 1,
                top,
                width - 1,
                top,
                width - 1,
                top,
                a.codes() * b.codes() - 1,
                top));
    bench.append(
        "  %s %s(.a(a_%s), .b(b_%s), .product(p_%s));\n"
            .formatted(top, "dut_" + top, top, top, top));
    body.append(
        """
            $readmemh("TOP.txt", e_TOP);
            for (i_TOP = 0; i_TOP < COUNT; i_TOP = i_TOP + 1) begin
              a_TOP = i_TOP >> SHIFT; b_TOP = i_TOP; #1;
              if (^e_TOP[i_TOP] !== 1'bx) begin
                checked = checked + 1;
                if (p_TOP !== e_TOP[i_TOP]) begin
                  errors = errors + 1;
                  if (errors < 10) $display("TOP %h * %h = %h, not %h", a_TOP, b_TOP, p_TOP, e_TOP[i_TOP]);
                end
              end
            end
        """
            .replace("TOP", top)
            .replace("COUNT", "" + a.codes() * b.codes())
            .replace("SHIFT", "" + b.bits()));
    return checks;
  }

  private String simulate() throws IOException {
    List<String> sources;
    try (var files = Files.list(folder)) {
      sources =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(".sv"))
              .sorted()
              .toList();
    }
    Files.write(folder.resolve("files"), sources);
    Tool compile =
        Tool.run(
            folder,
            "iverilog",
            "-g2012",
            "-Wall",
            "-Wno-timescale",
            "-s",
            "bench",
            "-o",
            "bench.vvp",
            "-c",
            "files");
    assertEquals("", compile.output());
    return Tool.run(folder, "vvp", "bench.vvp").output();
  }
}
