package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds for a device and a rate, and the file that names them. */
class FoldingTargetTest {

  private static final Pattern RATE =
      Pattern.compile("([0-9,]+) frames per second at ([0-9]+) MHz");

  @TempDir private Path folder;

  @Test
  void aPackageCanBeGeneratedAgainFromItsFolds() throws IOException {
    Path first = folder.resolve("first");
    CliRun.of("generate", "digits-int4", "--out", first, "--device", "arty", "--fps", 60_000).ok();
    JsonNode folds = Json.MAPPER.readTree(first.resolve("folds.json").toFile());
    assertTrue(folds.size() >= 3, folds + "");
    JsonNode target = folds.get("_target");
    assertEquals("xc7a35t", target.get("device").asText());
    assertTrue(target.get("clockMHz").asInt() > 0, target + "");
    for (JsonNode layer : folds) {
      if (layer == target) {
        continue;
      }
      assertEquals("lut6_carry4", layer.get("cells").asText(), "the device's cells: " + layer);
    }
    Path second = folder.resolve("second");
    Path named = first.resolve("folds.json");
    CliRun.of("generate", "digits-int4", "--out", second, "--fold", named).ok();
    int files = 0;
    try (var paths = Files.walk(first)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path other = second.resolve(first.relativize(path));
        assertArrayEquals(Files.readAllBytes(path), Files.readAllBytes(other), path.toString());
        files++;
      }
    }
    assertTrue(files > 40, files + " files");
  }

  @Test
  void aFoldFileSaysWhatItIsFor() throws IOException {
    String folds =
        "\"layer1_matmul\": {\"pe\": 1, \"simd\": 1}, \"layer2_matmul\": {\"pe\": 1, \"simd\": 1},"
            + " \"layer3_matmul\": {\"pe\": 1, \"simd\": 1}}";
    Path plain = Files.writeString(folder.resolve("plain.json"), "{" + folds);
    CliRun silent = CliRun.of("estimate", "digits-xnor", "--fold", plain).ok();
    assertTrue(silent.err().contains("names no device: prices are those on xc7z020"), silent.err());
    String target = "{\"_target\": {\"device\": \"ultra96\", \"clockMHz\": 5000}, ";
    Path named = Files.writeString(folder.resolve("named.json"), target + folds);
    CliRun own = CliRun.of("estimate", "digits-xnor", "--fold", named).ok();
    assertTrue(own.out().contains("on xczu3eg, of its own cells"), own.out());
    assertTrue(own.err().contains("the folds are for 5000 MHz, but by the estimate"), own.err());
    CliRun other = CliRun.of("estimate", "digits-xnor", "--fold", named, "--device", "arty").ok();
    assertTrue(other.out().contains("on xc7a35t"), other.out());
    assertTrue(!other.err().contains("5000"), other.err());
  }

  @Test
  void refusesFilesThatContradictThemselves() throws IOException {
    Map<String, String> files =
        Map.of(
            "{\"layer1_matmul\": {\"pe\": 1, \"pe\": 2}}",
            "has the key 'pe' twice (line 1); keep one of them",
            "{\"layer1_matmul\": {\"simd\": 1}}",
            "layer layer1_matmul has no \"pe\"; it must be a divisor of its",
            "{\"_target\": {\"clockMHz\": 100}}",
            "_target names no \"device\"",
            "{\"_target\": {\"device\": \"xc7z020\", \"mhz\": 1}}",
            "_target has the key \"mhz\", which means nothing there; use device, clockMHz",
            "{\"_target\": {\"device\": \"xc7z020\", \"clockMHz\": 0}}",
            "_target has \"clockMHz\": 0; it must be a whole number of at least 1",
            "{\"_target\": {\"device\": \"xc9\"}}",
            "_target: ");
    for (Map.Entry<String, String> entry : files.entrySet()) {
      Path file = Files.writeString(folder.resolve("folds.json"), entry.getKey());
      String text = CliRun.of("estimate", "digits-xnor", "--fold", file).refused(ExitCode.USAGE);
      assertTrue(text.contains(entry.getValue()), text);
    }
  }

  @Test
  void refusesFilesThatAreNotJsonInItsOwnWords() throws IOException {
    Map<String, String> files =
        Map.ofEntries(
            Map.entry("[".repeat(100_000), "nests too deeply"),
            Map.entry("{\"a\":".repeat(100_000), "nests too deeply"),
            Map.entry("{", "is not valid JSON at line 1, column "),
            Map.entry("{} {}", "is not valid JSON at line 1, column "),
            Map.entry("{}\n}", "is not valid JSON at line 2, column "),
            Map.entry("\u00ff", "cannot be read: it is not text in UTF-8"),
            Map.entry("{\"_target\": [1]}", "_target is not an object"),
            Map.entry("{\"_target\": {\"device\": 7}}", "has a \"device\" that is not text"),
            Map.entry("{\"layer1_matmul\": [1]}", "layer layer1_matmul is not an object"));
    int refused = 0;
    for (Map.Entry<String, String> entry : files.entrySet()) {
      Path file = folder.resolve("folds.json");
      Files.writeString(file, entry.getKey(), StandardCharsets.ISO_8859_1);
      String text = CliRun.of("estimate", "digits-xnor", "--fold", file).refused(ExitCode.USAGE);
      assertTrue(text.contains(entry.getValue()), text);
      assertTrue(!text.contains("Source") && !text.contains("token"), text);
      refused++;
    }
    assertEquals(9, refused);
  }

  @Test
  void theRateIsReachedAndTheGreatestIsGreater() throws IOException {
    CliRun some = generate("digits-xnor", "--device", "xc7z010", "--fps", 70_000);
    CliRun most = generate("digits-xnor", "--device", "xc7z010", "--fps", "max");
    assertTrue(rate(some)[0] >= 70_000, some.err());
    assertTrue(rate(most)[0] > rate(some)[0], most.err());
    CliRun paced = generate("digits-xnor", "--device", "xc7z010", "--fps", 70_000, "--clock", 100);
    assertEquals(100, rate(paced)[1], paced.err());
    assertTrue(rate(paced)[0] >= 70_000, paced.err());
  }

  private CliRun generate(Object... options) {
    Object[] all = new Object[options.length + 3];
    all[0] = "generate";
    System.arraycopy(options, 0, all, 1, options.length);
    all[options.length + 1] = "--out";
    all[options.length + 2] = folder.resolve("out");
    return CliRun.of(all).ok();
  }

  private static long[] rate(CliRun run) {
    Matcher matcher = RATE.matcher(run.err());
    assertTrue(matcher.find(), run.err());
    return new long[] {
      Long.parseLong(matcher.group(1).replace(",", "")), Long.parseLong(matcher.group(2))
    };
  }

  @Test
  void whatDoesNotFitNamesLayerResourceAndShortage() {
    String text =
        CliRun.of(
                "generate",
                "digits-cnn-residual",
                "--out",
                folder.resolve("none"),
                "--device",
                "ice40hx8k",
                "--fps",
                20_000)
            .err();
    String last = text.lines().reduce((a, b) -> b).orElse("");
    assertTrue(
        last.matches(
            ".*--fps 20000: .*needs (at least )?[0-9,.]+ [A-Z0-9_]+ of [0-9,.]+ on ice40hx8k,"
                + " [0-9,.]+ too few for 20,000 frames per second.*layer .*the fastest that fits"
                + " gives [0-9,]+ frames per second.*|.*layer [a-z0-9_]+ takes [0-9,]+ cycles at"
                + " [0-9]+ MHz at its fastest, .*"),
        last);
    assertTrue(Files.notExists(folder.resolve("none")));
  }

  @Test
  void refusesWhatFoldFilesAndTargetsCannotMean() throws IOException {
    Map<String, String> files =
        Map.of(
            "\"pe\": 1, \"simd\": 1, \"simdd\": 2",
            "has the key \"simdd\", which means nothing there; use pe, simd, multipliers,",
            "\"pe\": 1, \"simd\": 1, \"memory\": \"bram\"",
            "has \"memory\": \"bram\"; use auto, lut, block",
            "\"pe\": 1, \"simd\": 1, \"memory\": \"ultra\"",
            "cannot keep its weights in UltraRAM",
            "\"pe\": 1, \"simd\": 1, \"multipliers\": 7",
            "has \"multipliers\": 7; use lut, dsp",
            "\"pe\": 1, \"simd\": 1, \"levels\": 9",
            "has \"levels\": 9; use 1 to 4");
    for (Map.Entry<String, String> entry : files.entrySet()) {
      Path file = folder.resolve("folds.json");
      Files.writeString(file, "{\"layer1_matmul\": {" + entry.getKey() + "}}");
      String text =
          CliRun.of("generate", "digits-xnor", "--out", folder.resolve("x"), "--fold", file)
              .refused(ExitCode.USAGE);
      assertTrue(text.contains(entry.getValue()), text);
    }
    Map<String, String> options =
        Map.of(
            "--fps,fast",
                "--fps fast is not allowed; use a whole number from 1 to 1,000,000,000,000, or max",
            "--fps,0", "--fps 0 is not allowed",
            "--clock,1000", "--clock 1000: ",
            "--fps,1e12", "of 1,000,000,000,000",
            "--fps,1e13", "--fps 1e13 is not allowed",
            "--fps,10,--clock,0", "--clock 0 is not allowed",
            "--fps,10,--clock,2000", "MHz at most, not 2000",
            "--cells,xilinx,--device,ice40hx8k", "--cells xilinx is not for ice40hx8k");
    for (Map.Entry<String, String> entry : options.entrySet()) {
      String[] given = entry.getKey().split(",");
      Object[] all = new Object[given.length + 4];
      all[0] = "generate";
      all[1] = "digits-xnor";
      all[2] = "--out";
      all[3] = folder.resolve("x");
      System.arraycopy(given, 0, all, 4, given.length);
      CliRun run = CliRun.of(all);
      assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
      assertTrue(run.err().contains(entry.getValue()), run.err());
    }
  }
}
