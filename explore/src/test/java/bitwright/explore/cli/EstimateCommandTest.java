package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimateCommandTest {

  @TempDir private Path folder;

  @Test
  void jsonHasTheKeysOfTheContract() {
    JsonNode json = CliRun.of("estimate", "digits-int4", "--json", "-").ok().json();
    Contract.assertKeys(Contract.ESTIMATE, json);
    Contract.assertKeys(Contract.RESOURCES, json.get("total"));
    long lut = 0;
    for (JsonNode layer : json.get("layers")) {
      assertTrue(layer.has("name") && layer.has("cycles"), layer.toString());
      Contract.RESOURCES.forEach(key -> assertTrue(layer.has(key), key));
      lut += layer.get("lut").asLong();
    }
    assertEquals(lut, json.at("/total/lut").asLong(), "layers add up to the total");
    assertEquals("xc7z020", json.get("device").asText());
    assertEquals(1024, json.get("cyclesPerInference").asInt());
  }

  @Test
  void fasterFoldsCostMore() {
    JsonNode slow =
        CliRun.of("estimate", "digits-int4", "--cycles", 4096, "--json", "-").ok().json();
    JsonNode fast =
        CliRun.of("estimate", "digits-int4", "--cycles", 256, "--json", "-").ok().json();
    assertTrue(fast.at("/total/lut").asInt() > slow.at("/total/lut").asInt());
    assertTrue(fast.get("framesPerSecond").asLong() > slow.get("framesPerSecond").asLong());
  }

  @Test
  void aClockIsReachedAndCounted() {
    Object[] options = {"estimate", "digits-int4", "--device", "pynq-z2", "--json", "-"};
    JsonNode plain = CliRun.of(options).ok().json();
    assertEquals(plain.get("fmaxMHz"), plain.get("clockMHz"));
    JsonNode slow = CliRun.of(with(options, "--clock", 100)).ok().json();
    assertEquals(100, slow.get("clockMHz").asInt());
    assertEquals(100_000_000 / 1024, slow.get("framesPerSecond").asLong());
    assertEquals(plain.get("fmaxMHz"), slow.get("fmaxMHz"), "the pipeline is fast enough as it is");
    int most = plain.get("fmaxMHz").asInt();
    JsonNode reached = CliRun.of(with(options, "--clock", most)).ok().json();
    assertTrue(reached.get("fmaxMHz").asInt() >= most, reached::toString);
    String text = CliRun.of(with(options, "--clock", 900)).refused(ExitCode.USAGE);
    assertTrue(text.matches("(?s).*--clock 900: .+ of layer\\w+ reaches \\d+ MHz .*"), text);
  }

  private static Object[] with(Object[] options, Object... more) {
    return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray();
  }

  @Test
  void fullyUnrolledLayersAreSaidToBeRough() {
    CliRun run = CliRun.of("estimate", "digits-int4", "--cycles", 1024, "--json", "-").ok();
    assertEquals(List.of("false"), distinctRough(run));
    CliRun unrolled = CliRun.of("estimate", "digits-int4", "--pe", 64, "--simd", 784).ok();
    assertTrue(unrolled.out().contains("total ~"), unrolled.out());
    assertTrue(unrolled.out().contains("~ rough"), unrolled.out());
    CliRun json =
        CliRun.of("estimate", "digits-int4", "--pe", 64, "--simd", 784, "--json", "-").ok();
    assertEquals(List.of("true"), distinctRough(json));
  }

  private static List<String> distinctRough(CliRun run) {
    return run.json().get("layers").findValuesAsText("rough").stream().distinct().toList();
  }

  @Test
  void refusesNumbersOfSeedsBelowOne() {
    String text = CliRun.of("estimate", "digits-int4", "--seeds", 0).refused(ExitCode.USAGE);
    assertTrue(text.contains("--seeds 0") && text.contains("at least 1"), text);
  }

  @Test
  void refusesUnknownDevicesAndUnreachableSpeeds() {
    assertTrue(
        CliRun.of("estimate", "digits-int4", "--device", "xc7z02")
            .refused(ExitCode.USAGE)
            .contains("xc7z020"));
    Path out = folder.resolve("rtl");
    String fps =
        CliRun.of("generate", "digits-int4", "--fps", 2_000_000_000, "--out", out)
            .refused(ExitCode.USAGE);
    assertTrue(fps.contains("--fps 2000000000: layer "), fps);
    String both =
        CliRun.of("generate", "digits-int4", "--fps", 1000, "--pe", 2, "--out", out)
            .refused(ExitCode.USAGE);
    assertTrue(both.contains("excludes"), both);
    assertTrue(Files.notExists(out));
  }

  @Test
  void generatesForASpeedOnADevice() {
    Path out = folder.resolve("rtl");
    CliRun run =
        CliRun.of("generate", "digits-shift", "--device", "arty", "--fps", 50_000, "--out", out)
            .ok();
    assertTrue(Files.exists(out.resolve("manifest.json")), run.out());
  }
}
