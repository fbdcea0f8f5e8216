package bitwright.hw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.FormatNames;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.hw.support.Bench;
import bitwright.hw.support.Networks;
import bitwright.hw.support.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole accelerators from random plans: every tool reads them without a word, and a first
 * simulation agrees with the golden model.
 */
class GeneratorTest {

  private static final int VECTORS = 12;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} × {1}, seed {2}")
  @CsvSource({
    "bipolar1, bipolar1, 1, false",
    "bipolar1, bipolar1, 2, true",
    "int4, uint4, 3, true",
    "ternary, int3, 4, false",
    "e2m1, e3m2, 5, true",
    "pot3, uint4, 6, false",
    "bipolar2, e2m1, 7, true",
    "int8, e4m3fn, 8, false"
  })
  void randomPlansAreCleanAndExact(String weights, String activations, long seed, boolean codesOut)
      throws IOException {
    Networks random = new Networks(seed);
    int[] sizes = {random.pick(12, 20, 35), random.pick(6, 8, 12), random.pick(4, 10)};
    Network network =
        random.network(
            "chain", sizes, FormatNames.parse(weights), FormatNames.parse(activations), codesOut);
    AcceleratorPlan plan = random.plan(network);
    Accelerator accelerator = Generator.generate(plan);
    int[] codes = random.codes(FormatNames.parse(activations), sizes[0] * VECTORS);

    int beats = VECTORS * plan.outputBeats();
    String report = Bench.simulate(accelerator, folder.resolve("a"), codes, VECTORS, 0);
    assertEquals("PASS beats=%d cycles=%d\n".formatted(beats, plan.cycles(VECTORS)), report);
    report = Bench.again(folder.resolve("a"), 50);
    assertTrue(report.startsWith("PASS beats=" + beats + " "), plan + "\n" + report);
    lint(accelerator);
  }

  @Test
  void constantsReplaceMemoriesWhenNothingIsFolded() throws IOException {
    Accelerator accelerator = Generator.generate(unrolled());
    assertFalse(accelerator.files().keySet().stream().anyMatch(f -> f.endsWith(".hex")));
    int[] codes = new Networks(2).codes(FormatNames.parse("uint2"), 6 * VECTORS);
    String report = Bench.simulate(accelerator, folder.resolve("a"), codes, VECTORS, 0);
    assertTrue(report.startsWith("PASS beats=" + VECTORS + " "), report);
    lint(accelerator);
  }

  private static AcceleratorPlan unrolled() {
    Network network =
        new Networks(1)
            .network(
                "flat",
                new int[] {6, 4, 3},
                FormatNames.parse("int3"),
                FormatNames.parse("uint2"),
                true);
    return AcceleratorPlan.of(network, List.of(new Fold(4, 6), new Fold(3, 4)));
  }

  @Test
  void theBenchNoticesAWrongWeight() throws IOException {
    Networks random = new Networks(9);
    Network network =
        random.network(
            "chain",
            new int[] {8, 4},
            FormatNames.parse("int4"),
            FormatNames.parse("uint4"),
            false);
    AcceleratorPlan plan = AcceleratorPlan.of(network, List.of(new Fold(1, 4)));
    Accelerator right = Generator.generate(plan);
    var files = new TreeMap<>(right.files());
    byte[] weights = files.get("rtl/fc0_weights.hex").clone();
    weights[0] = (byte) (weights[0] == '1' ? '2' : '1');
    files.put("rtl/fc0_weights.hex", weights);
    int[] codes = random.codes(FormatNames.parse("uint4"), 8 * VECTORS);
    assertTrue(Bench.simulate(right, folder.resolve("a"), codes, VECTORS, 0).startsWith("PASS"));
    Accelerator wrong = new Accelerator(plan, right.top(), files, right.taps());
    assertTrue(Bench.simulate(wrong, folder.resolve("b"), codes, VECTORS, 0).contains("FAIL"));
  }

  @Test
  void equalPlansGiveEqualBytes() {
    Accelerator first = Generator.generate(unrolled());
    Accelerator second = Generator.generate(unrolled());
    assertEquals(first.files().keySet(), second.files().keySet());
    for (Map.Entry<String, byte[]> file : first.files().entrySet()) {
      assertArrayEquals(file.getValue(), second.files().get(file.getKey()), file.getKey());
    }
    assertTrue(first.files().size() > 10, "files compared");
  }

  @Test
  void everyModuleSaysWhatItIs() {
    Networks random = new Networks(5);
    Network network =
        random.network(
            "chain",
            new int[] {20, 8, 4},
            FormatNames.parse("e2m1"),
            FormatNames.parse("e3m2"),
            true);
    Accelerator accelerator =
        Generator.generate(AcceleratorPlan.of(network, List.of(new Fold(2, 4), new Fold(2, 4))));
    int read = 0;
    for (Map.Entry<String, byte[]> file : accelerator.files().entrySet()) {
      if (file.getKey().endsWith(".sv")) {
        String text = new String(file.getValue(), StandardCharsets.US_ASCII);
        assertTrue(text.startsWith("// "), file.getKey());
        assertFalse(text.contains("_GEN"), () -> "a signal without a name in " + file.getKey());
        read++;
      }
    }
    assertTrue(read >= 12, read + " modules read");
  }

  @Test
  void theManifestListsEveryOtherFile() throws Exception {
    Accelerator accelerator = Generator.generate(unrolled());
    JsonNode manifest = new ObjectMapper().readTree(accelerator.files().get("manifest.json"));
    assertEquals(accelerator.files().size() - 1, manifest.get("files").size());
    for (var file : manifest.get("files").properties()) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(accelerator.files().get(file.getKey()));
      assertEquals(HexFormat.of().formatHex(digest), file.getValue().asText(), file.getKey());
    }
    assertEquals(accelerator.plan().latency(), manifest.get("latency").asInt());
    assertEquals("aresetn", manifest.get("reset").get("port").asText());
  }

  @Test
  void aKeywordIsNoModuleName() {
    Network network =
        new Networks(1)
            .network(
                "output",
                new int[] {4, 2},
                FormatNames.parse("int3"),
                FormatNames.parse("uint2"),
                false);
    assertEquals(
        "output_top",
        Generator.generate(AcceleratorPlan.of(network, List.of(new Fold(1, 1)))).top());
  }

  @Test
  void aFolderWithOtherThingsIsNotOverwritten() throws IOException {
    GeneratedModule module =
        Generator.product(FormatNames.parse("int2"), FormatNames.parse("int2"));
    Files.writeString(folder.resolve("thesis.tex"), "precious");
    IOException refused = assertThrows(IOException.class, () -> module.writeTo(folder));
    assertTrue(
        refused.getMessage().contains("holds files that are not part of a generated package"));
    assertEquals("precious", Files.readString(folder.resolve("thesis.tex")));
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    GeneratedModule module =
        Generator.product(FormatNames.parse("int2"), FormatNames.parse("int2"));
    Path file = Files.writeString(folder.resolve("file"), "");
    IOException refused =
        assertThrows(IOException.class, () -> module.writeTo(file.resolve("package")));
    assertTrue(refused.getMessage().contains("is not a folder"), refused.getMessage());
    refused = assertThrows(IOException.class, () -> module.writeTo(file));
    assertTrue(refused.getMessage().contains("is a file, not a folder"), refused.getMessage());
  }

  @Test
  void aPackageIsReplacedWhole() throws IOException {
    Path target = folder.resolve("package");
    Generator.product(FormatNames.parse("int3"), FormatNames.parse("int2")).writeTo(target);
    Generator.product(FormatNames.parse("int2"), FormatNames.parse("int2")).writeTo(target);
    try (var files = Files.list(target.resolve("rtl"))) {
      assertEquals(
          List.of("Product_int2_int2.sv"), files.map(f -> f.getFileName().toString()).toList());
    }
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "no temporary folder is left");
    }
  }

  private void lint(Accelerator accelerator) throws IOException {
    Path target = folder.resolve("lint");
    accelerator.writeTo(target);
    String top = accelerator.top();
    Tool verilator =
        Tool.run(
            target, "verilator", "--lint-only", "-Wall", "--top-module", top, "-f", top + ".f");
    assertEquals("", verilator.output());
    String sources =
        new String(accelerator.files().get(top + ".f"), StandardCharsets.US_ASCII)
            .replace('\n', ' ');
    String script =
        "read_verilog -sv " + sources + "; hierarchy -check -top " + top + "; proc; check -assert";
    Tool yosys = Tool.run(target, "yosys", "-q", "-p", script);
    assertEquals("0", yosys.exit() + yosys.output());
  }
}
