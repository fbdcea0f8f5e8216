package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  private static final int VECTORS = 40;

  @TempDir private Path folder;

  @Test
  void jsonHasTheKeysOfTheContract() throws IOException {
    Path file = folder.resolve("result.json");
    CliRun run =
        CliRun.of(
                "verify",
                "digits-shift",
                "--limit",
                VECTORS,
                "--stall",
                "0.25",
                "--seed",
                7,
                "--json",
                file)
            .ok();
    assertTrue(run.out().contains("PASS: 5,520 codes compared, 0 differences"), run.out());
    JsonNode json = Json.MAPPER.readTree(file.toFile());
    Contract.assertKeys(Contract.VERIFY, json);
    assertEquals(3, json.get("layers").size());
    json.get("layers").forEach(layer -> Contract.assertKeys(Contract.VERIFY_LAYER, layer));
    assertEquals(VECTORS, json.get("vectors").asInt());
    assertEquals(VECTORS * 138, json.get("compared").asInt());
    assertEquals(0, json.get("mismatches").asInt());
    assertEquals(0.25, json.get("stall").asDouble());
    assertEquals(7, json.get("seed").asInt());
    assertEquals(1024, json.get("cyclesPerInference").asInt());
    assertEquals(json.get("accuracyGolden"), json.get("accuracyRtl"));
    assertTrue(json.get("accuracyGolden").asDouble() > 0.9, json.toString());
    assertTrue(json.get("firstDivergence").isNull());
    assertEquals("pot3", json.at("/layers/0/weightFormat").asText());
    assertEquals(List.of("result.json"), names(folder));
  }

  @Test
  void aFlippedWeightIsExitCode1AndNamed() throws IOException {
    Path rtl = folder.resolve("rtl-out");
    CliRun.of("generate", "digits-shift", "--out", rtl).ok();
    CliRun good = CliRun.of("verify", "digits-shift", "--package", rtl, "--limit", VECTORS).ok();
    assertTrue(good.out().contains("PASS"), good.out());
    flipWeights(rtl.resolve("rtl/layer2_matmul_weights.hex"));
    CliRun bad =
        CliRun.of(
            "verify",
            "digits-shift",
            "--package",
            rtl,
            "--limit",
            VECTORS,
            "--json",
            "-",
            "--waveforms",
            folder.resolve("waves"));
    assertEquals(ExitCode.DIVERGED, bad.exitCode(), bad.err());
    JsonNode first = bad.json().get("firstDivergence");
    assertEquals("layer2_matmul", first.get("layer").asText());
    assertTrue(bad.json().get("mismatches").asInt() > 0);
    assertEquals(0, bad.json().at("/layers/0/mismatches").asInt());
    assertTrue(Files.size(Path.of(first.get("waveform").asText())) > 0);
  }

  /** Turns the sign of every first weight of a word: pot3 has it in the highest of three bits. */
  private static void flipWeights(Path memory) throws IOException {
    List<String> words = Files.readAllLines(memory);
    Files.write(
        memory,
        words.stream()
            .map(
                w -> {
                  int last = w.length() - 1;
                  int digit = Character.digit(w.charAt(last), 16) ^ 4;
                  return w.substring(0, last) + Character.forDigit(digit, 16);
                })
            .toList());
  }

  @Test
  void refusesPackagesThatDoNotBelong() throws IOException {
    assertTrue(
        CliRun.of("verify", "digits-shift", "--package", folder)
            .refused(ExitCode.DATA)
            .contains("manifest.json"));
    Path rtl = folder.resolve("rtl-out");
    CliRun.of("generate", "digits-shift", "--out", rtl).ok();
    assertTrue(
        CliRun.of("verify", "digits-shift", "--package", rtl, "--pe", 2)
            .refused(ExitCode.USAGE)
            .contains("leave out --fold"));
    assertTrue(
        CliRun.of("verify", "digits-xnor", "--package", rtl)
            .refused(ExitCode.DATA)
            .contains("of network digits_xnor"));
    Files.delete(rtl.resolve("rtl/layer1_matmul_weights.hex"));
    assertTrue(
        CliRun.of("verify", "digits-shift", "--package", rtl)
            .refused(ExitCode.DATA)
            .contains("layer1_matmul_weights.hex"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
