package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that writes packages. */
class GenerateCommandTest {

  @TempDir Path folder;

  @Test
  void writesThePackageThatTheOptionsAskFor() throws IOException {
    Path out = folder.resolve("ip");
    CliRun run =
        CliRun.of(
                "generate",
                "digits-xnor",
                "--out",
                out,
                "--ports",
                "ap",
                "--axi-lite",
                "--frames",
                3)
            .ok();
    assertTrue(run.out().contains("digits_xnor_ip"), run.out());
    JsonNode manifest = Json.MAPPER.readTree(out.resolve("manifest.json").toFile());
    assertEquals("digits-xnor.onnx", manifest.at("/source/model").asText());
    assertEquals(64, manifest.at("/source/sha256").asText().length());
    assertEquals("ap_clk", manifest.get("clock").asText());
    assertEquals(3, manifest.at("/testBench/frames").asInt());
    assertEquals("the bundled digits", manifest.at("/testBench/inputs").asText());
    assertEquals("xc7z020", manifest.at("/estimate/device").asText());
    assertEquals(30, Files.readAllLines(out.resolve("tb/m_axis.hex")).size());
    String sheet = Files.readString(out.resolve("README.md"));
    for (String chapter : List.of("Ports", "Packing", "Layers", "Registers", "Resources")) {
      assertTrue(sheet.contains("\n## " + chapter + "\n"), chapter);
    }
    assertTrue(sheet.contains("| `ap_clk` |") && sheet.contains("pipeline.svg"), sheet);
  }

  @Test
  void writesTheSameBytesEveryTime() throws IOException {
    CliRun.of("generate", "digits-xnor", "--out", folder.resolve("a")).ok();
    CliRun.of("generate", "digits-xnor", "--out", folder.resolve("b")).ok();
    int files = 0;
    try (var paths = Files.walk(folder.resolve("a"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path other = folder.resolve("b").resolve(folder.resolve("a").relativize(path));
        assertArrayEquals(Files.readAllBytes(path), Files.readAllBytes(other), path.toString());
        files++;
      }
    }
    assertTrue(files > 40, files + " files");
  }

  @Test
  void refusesImpossibleOptions() {
    Path out = folder.resolve("none");
    String frames =
        CliRun.of("generate", "digits-xnor", "--out", out, "--frames", 0).refused(ExitCode.USAGE);
    assertTrue(frames.contains("--frames 0 is not allowed; use 1 to 10,000"), frames);
    String ports =
        CliRun.of("generate", "digits-xnor", "--out", out, "--ports", "clk")
            .refused(ExitCode.USAGE);
    assertTrue(ports.contains("--ports") && ports.contains("clk"), ports);
    assertTrue(Files.notExists(out));
  }
}
