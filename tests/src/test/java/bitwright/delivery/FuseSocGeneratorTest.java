package bitwright.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.hw.Accelerator;
import bitwright.hw.delivery.DeliveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The FuseSoC generator, called as FuseSoC calls it. A stand-in for the {@code bitwright} command
 * writes its arguments down and copies a package; a stand-in for Python's YAML module reads JSON,
 * which is YAML too.
 */
class FuseSocGeneratorTest {

  private static final Path HOME = Path.of("..", "fusesoc").toAbsolutePath().normalize();

  @TempDir Path folder;

  @BeforeEach
  void standIns() throws IOException {
    Files.createDirectories(folder.resolve("python"));
    Files.writeString(folder.resolve("python/yaml.py"), "import json\n\nsafe_load = json.load\n");
    Accelerator accelerator = Packages.of("digits-xnor", 1, DeliveryOptions.DEFAULT);
    accelerator.writeTo(folder.resolve("ready"));
    Path command = folder.resolve("bitwright");
    Files.writeString(
        command,
        "#!/bin/sh\necho \"$@\" > arguments\n[ \"$2\" = refused ] && exit 3\ncp -r ../ready package\n");
    assertTrue(command.toFile().setExecutable(true));
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("my.onnx"), "");
  }

  private Shell generate(String parameters) throws IOException {
    Files.writeString(
        folder.resolve("run/input.yml"),
        "{\"gapi\": \"1.0\", \"files_root\": \"%s\", \"vlnv\": \"me:mine:net:1.0\", \"parameters\": %s}"
            .formatted(folder, parameters));
    return Shell.run(
        folder.resolve("run"),
        "env",
        "PYTHONPATH=" + folder.resolve("python"),
        "BITWRIGHT=" + folder.resolve("bitwright"),
        "python3",
        "-B",
        HOME.resolve("accelerator.py").toString(),
        "input.yml");
  }

  @Test
  void callsTheCommandAndNamesTheCore() throws IOException {
    generate("{\"model\": \"my.onnx\", \"pe\": 4, \"axi_lite\": true, \"ports\": \"ap\"}").ok();
    assertEquals(
        "generate %s --out package --pe 4 --ports ap --axi-lite\n"
            .formatted(folder.resolve("my.onnx").toRealPath()),
        Files.readString(folder.resolve("run/arguments")));
    String core = Files.readString(folder.resolve("run/package/digits_xnor.core"));
    assertTrue(core.startsWith("CAPI=2:\nname: \"me:mine:net:1.0\"\n"), core);
    assertTrue(core.contains("default_tool: icarus"), core);
  }

  @Test
  void refusesInOneSentence() throws IOException {
    Shell unknown = generate("{\"model\": \"digits-xnor\", \"lanes\": 4}");
    assertNotEquals(0, unknown.exit());
    assertTrue(unknown.output().startsWith("accelerator: unknown parameter 'lanes'; use model, "));
    Shell missing = generate("{\"pe\": 4}");
    assertNotEquals(0, missing.exit());
    assertEquals(1, missing.output().lines().count(), missing.output());
    assertEquals(3, generate("{\"model\": \"refused\"}").exit());
  }

  @Test
  void theGeneratorIsDescribed() throws IOException {
    String text = Files.readString(HOME.resolve("bitwright.core"));
    assertTrue(text.startsWith("CAPI=2:\n"));
    Map<String, Map<String, Map<String, String>>> core =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(text.substring(8));
    Map<String, String> generator = core.get("generators").get("accelerator");
    assertEquals("python3", generator.get("interpreter"));
    assertTrue(Files.isRegularFile(HOME.resolve(generator.get("command"))));
  }
}
